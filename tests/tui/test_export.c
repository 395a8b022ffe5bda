/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Ctrl+O: the report under another name, and in other formats. */

#include "drive.h"
#include "trial.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CTRL_O "\017"

static void
make_folder(const char *name)
{
	char *path = trial_path(name);

	if (mkdir(path, 0777) != 0)
		trial_fail("%s: %s", path, strerror(errno));
	free(path);
}

/* A file of the trial's folder holds the same bytes as another one. */
static void
expect_alike(const char *name, const char *other)
{
	char *path = trial_path(other);

	drive_expect_same(name, path);
	free(path);
}

/* Each format from the screen is what the command line writes. */
static void
test_formats(void)
{
	static const struct {
		const char *search, *option, *file, *offered;
	} formats[] = {
		{"plain", "-ttext", "a.txt", "report.txt"},
		{"markdown", "-tmarkdown", "a.md", "report.md"},
		{"web page", "-thtml", "a.html", "report.html"},
		{"other programs (CSV)", "-tcsv", "a.csv", "report.csv"},
		{"json", "-tjson", "a.json", "report.json"},
	};
	struct term *t = drive_open(SAMPLE);

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		term_keys(t, CTRL_O);
		term_keys(t, formats[i].search);
		term_keys(t, ENTER);
		term_shows(t, formats[i].offered);
		term_keys(t, ENTER);
		term_shows(t, "written: ");
		if (drive_run((const char *const[]){"render", formats[i].option,
		                                    "-o", formats[i].file,
		                                    "report.yaml", NULL}) != 0)
			trial_fail("expected nianbao render %s to write",
			           formats[i].option);
		expect_alike(formats[i].offered, formats[i].file);
	}
	drive_quit_unchanged(t);
}

static void
test_csv_for_spreadsheets(void)
{
	struct term *t = drive_open(SAMPLE);

	term_keys(t, CTRL_O "excel");
	term_keys(t, ENTER);
	/* A name without an ending gets the format's. */
	term_keys(t, "tables" ENTER);
	term_shows(t, "written: tables.csv");
	if (drive_run((const char *const[]){"render", "--bom", "-o", "a.csv",
	                                    "report.yaml", NULL}) != 0)
		trial_fail("expected nianbao render --bom to write");
	expect_alike("tables.csv", "a.csv");
	drive_quit_unchanged(t);
}

/* What is on the screen is written, saved or not; and what it lacks is said. */
static void
test_writes_what_is_on_the_screen(void)
{
	struct term *t = drive_open(SOUND);

	drive_to_requests(t);
	term_keys(t, "7" CTRL_O "html" ENTER ENTER);
	term_shows(t, "not finished yet");
	term_shows(t, "* changed");
	drive_expect_in_file("report.html", ">7<");
	term_keys(t, CTRL_Z);
	drive_quit_unchanged(t);
}

static void
test_asks_before_it_replaces(void)
{
	struct term *t;

	trial_write("report.txt", "mine");
	trial_write("other.txt", "mine, too");
	t = drive_open(SAMPLE);
	term_keys(t, CTRL_O "plain" ENTER ENTER);
	term_shows(t, "report.txt is there already");
	drive_expect_in_file("report.txt", "mine");
	/* Another name that is there is asked about anew. */
	term_keys(t, HOME);
	for (size_t i = 0; i < strlen("report"); i++)
		term_keys(t, DELETE);
	term_keys(t, "other" ENTER);
	term_shows(t, "other.txt is there already");
	term_keys(t, ESCAPE);
	drive_expect_in_file("other.txt", "mine, too");
	term_keys(t, CTRL_O "plain" ENTER ENTER ENTER);
	term_shows(t, "written: report.txt");
	drive_expect_in_file("report.txt", "一、总体情况");
	/* The report itself is no file to write a table into. */
	term_keys(t, CTRL_O "excel" ENTER "report.yaml" ENTER);
	term_shows(t, "is the report itself");
	term_keys(t, ESCAPE);
	/* Nor is another report. */
	trial_copy(SAMPLE, "2021.yaml");
	term_keys(t, CTRL_O "excel" ENTER "2021.yaml" ENTER ENTER);
	term_shows(t, "ends as reports do");
	term_keys(t, ESCAPE);
	drive_expect_same("2021.yaml", SAMPLE);
	/* No such folder. */
	term_keys(t, CTRL_O "plain" ENTER "no/where.txt" ENTER);
	term_shows(t, "not written: ");
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_save_as(void)
{
	struct term *t;

	make_folder("sub");
	trial_copy(SOUND, "last.yaml");
	trial_write("report.yaml",
	            "# by hand\nform: annual-2021\nagency: 云溪市水务局\n"
	            "year: 2024\nprevious: last.yaml\n");
	t = drive_start(NULL, "en", "report.yaml");
	drive_to_requests(t);
	term_keys(t, "9" ENTER CTRL_O);
	term_keys(t, ENTER);
	term_shows(t, "File name:");
	term_keys(t, "last" ENTER);
	term_shows(t, "last.yaml is last year's report; type another name");
	for (size_t i = 0; i < strlen("last"); i++)
		term_keys(t, BACKSPACE);
	term_keys(t, "sub/next" ENTER);
	term_shows(t, "saved as sub/next.yaml");
	term_lacks(t, "* changed");
	/* The first file stays; the other is edited, locked, and finds last year's. */
	drive_expect_in_file("sub/next.yaml", "# by hand");
	drive_expect_in_file("sub/next.yaml", "natural: 9");
	drive_expect_in_file("sub/next.yaml", "previous: ../last.yaml");
	if (drive_has(".report.yaml.lock") || drive_has(".report.yaml.journal"))
		trial_fail("expected no lock or journal of the first file");
	if (!drive_has("sub/.next.yaml.lock"))
		trial_fail("expected a lock of the new file");
	term_keys(t, "8" ENTER);
	/* It is written behind the repaint: the next one tells that it was. */
	term_keys(t, CTRL_L);
	if (!drive_has("sub/.next.yaml.journal"))
		trial_fail("expected a journal of the new file");
	term_keys(t, F3);
	term_lacks(t, "cannot be opened");
	term_keys(t, CTRL_S);
	drive_expect_in_file("sub/next.yaml", "carried_in: {natural: 8");
	drive_quit_unchanged(t);
	if (drive_has("sub/.next.yaml.lock") ||
	    drive_has("sub/.next.yaml.journal"))
		trial_fail("expected neither lock nor journal to stay");
	trial_write("expected.yaml",
	            "# by hand\nform: annual-2021\nagency: 云溪市水务局\n"
	            "year: 2024\nprevious: last.yaml\n");
	expect_alike("report.yaml", "expected.yaml");
}

static void
test_save_as_over_another(void)
{
	struct term *t;

	trial_copy(SOUND, "taken.yaml");
	trial_write("left.yaml", "");
	trial_write(".left.yaml.journal", "");
	t = drive_open(SAMPLE);
	term_keys(t, CTRL_O ENTER "taken" ENTER);
	term_shows(t, "taken.yaml is there already");
	term_keys(t, ENTER);
	term_shows(t, "kept as");
	drive_expect_same("taken.yaml", SAMPLE);
	drive_expect_same("taken.yaml.orig", SOUND);
	/* What somebody left there unsaved is not lost. */
	term_keys(t, CTRL_O ENTER "left" ENTER ENTER);
	term_shows(t, "was not saved when it was edited last");
	term_keys(t, ESCAPE);
	term_keys(t, CTRL_O ENTER "no/where" ENTER);
	term_shows(t, "the folder for this file does not exist");
	term_keys(t, ESCAPE);
	/* Nothing of that moved the session. */
	drive_to_requests(t);
	term_keys(t, "7" ENTER);
	drive_save_and_quit(t);
	drive_expect_in_file("taken.yaml", "natural: 7,");
	drive_expect_same("report.yaml", SAMPLE);
}

/* From a copy that another has open one's own can be made. */
static void
test_save_as_from_read_only(void)
{
	struct term *t = drive_open(SAMPLE);
	struct term *second = drive_start(NULL, "en", "report.yaml");

	term_shows(second, "read-only");
	term_keys(second, CTRL_O ENTER "report.yaml" ENTER);
	term_shows(second, "read-only");
	term_keys(second, CTRL_O ENTER "own" ENTER);
	term_shows(second, "saved as own.yaml");
	term_lacks(second, "read-only");
	drive_to_requests(second);
	term_keys(second, "7" ENTER);
	drive_save_and_quit(second);
	drive_expect_in_file("own.yaml", "natural: 7,");
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
expect_start(const char *name, const char *start)
{
	char *path = trial_path(name);
	char *bytes = trial_read(path, NULL);

	if (strncmp(bytes, start, strlen(start)) != 0)
		trial_fail("expected %s to begin with %s", name, start);
	free(bytes);
	free(path);
}

/* What other programs write is of the saved file: so it is saved, and that is said. */
static void
test_office(void)
{
	static const struct {
		const char *program, *search, *file, *start;
	} formats[] = {
		{BUILD_DIR "/nianbao-office", "docx", "report.docx", "PK"},
		{BUILD_DIR "/nianbao-pdf", "pdf", "report.pdf", "%PDF"},
	};
	struct term *t;

	for (size_t i = 0; i < 2; i++)
		if (access(formats[i].program, X_OK) != 0)
			trial_skip("%s is not built", formats[i].program);
	t = drive_open(SOUND);
	drive_to_requests(t);
	term_keys(t, "7" ENTER);
	for (size_t i = 0; i < 2; i++) {
		term_keys(t, CTRL_O);
		term_keys(t, formats[i].search);
		term_keys(t, ENTER ENTER);
		term_shows(t, i == 0 ? "the report was saved, and then written"
		                     : "written: report.pdf");
		term_lacks(t, "* changed");
		expect_start(formats[i].file, formats[i].start);
	}
	drive_expect_in_file("report.yaml", "natural: 7,");
	/* Its own words where it cannot write. */
	term_keys(t, CTRL_O "docx" ENTER "no/where.docx" ENTER);
	term_shows(t, "not written: ");
	/* What is on the disk is not what is on the screen. */
	trial_copy(SAMPLE, "report.yaml");
	term_keys(t, CTRL_O "docx" ENTER "b" ENTER);
	term_shows(t, "the file was changed elsewhere");
	if (drive_has("b.docx"))
		trial_fail("expected no b.docx");
	drive_quit_unchanged(t);
}

/* Where those programs are not installed the list says so. */
static void
test_without_office(void)
{
	char *program = drive_program();
	char *copy = trial_path("nianbao");
	const struct term_options options = {
		.environment = (const char *const[]){
			"NIANBAO_FORMS=" SOURCE_DIR "/forms", NULL}};
	struct term *t;

	trial_copy(SAMPLE, "report.yaml");
	trial_copy(program, "nianbao");
	if (chmod(copy, 0755) != 0 || setenv("NIANBAO", copy, 1) != 0)
		trial_fail("%s: %s", copy, strerror(errno));
	t = drive_start(&options, "en", "report.yaml");
	term_keys(t, CTRL_O "docx");
	term_shows(t, "docx is written by nianbao-office, which is not");
	term_keys(t, ENTER);
	term_shows(t, "Search:");
	term_keys(t, ESCAPE);
	free(program);
	free(copy);
	drive_quit_unchanged(t);
}

static const struct trial trials[] = {
	{"formats", test_formats},
	{"csv_for_spreadsheets", test_csv_for_spreadsheets},
	{"writes_what_is_on_the_screen", test_writes_what_is_on_the_screen},
	{"asks_before_it_replaces", test_asks_before_it_replaces},
	{"save_as", test_save_as},
	{"save_as_over_another", test_save_as_over_another},
	{"save_as_from_read_only", test_save_as_from_read_only},
	{"office", test_office},
	{"without_office", test_without_office},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
