/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

/*
 * A report: the values of one form by path. A value is blank until somebody
 * fills it in; blank is never 0. The report owns everything reached from it
 * except the form, which must outlive it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/buffer.h"
#include "base/message.h"
#include "base/yaml.h"
#include "form/form.h"

/* What every report has besides its form's sections. All are texts; `year`
 * and `dated` are kept as written and read by report_year(). */
enum field {
	FIELD_AGENCY,
	FIELD_AGENCY_KIND,
	FIELD_YEAR,
	FIELD_PREVIOUS,
	FIELD_DATED,
	FIELD_PREAMBLE,
};
#define FIELD_COUNT 6

enum agency_kind { AGENCY_GOVERNMENT, AGENCY_DEPARTMENT, AGENCY_TOWNSHIP };

enum value_state {
	VALUE_BLANK,
	VALUE_FIGURE, /* `amount` counts; it may still be out of range */
	VALUE_TEXT    /* no figure: kept as written, in `text` */
};

struct value {
	enum value_state state;
	amount amount;
	char *text; /* as it is printed; NULL if blank */
};

/* Something about the file itself that is worth a finding. */
enum note_kind {
	NOTE_DUPLICATE, /* a key stands twice; the first counts */
	NOTE_LOOKALIKE, /* a key unreadable because of ： ， or U+3000 */
	NOTE_UNKNOWN,   /* an unknown key, or one whose value is of another kind
	                   than the form wants: kept, not used */
	NOTE_SPLIT      /* 1,234 in a flow map, read as 1234 */
};

struct note {
	enum note_kind kind;
	struct mark mark;
	char *path; /* nearest path the form knows, "" for the file */
	char *key;  /* the key as written (NOTE_SPLIT: the figure as read) */
	char32_t character; /* NOTE_LOOKALIKE: the one that misleads, or ':'
	                       where the blank behind it is missing; else 0 */
};

/*
 * What stands in the file and is nothing the form knows: an entry of the map
 * at `path` ("": the whole file), written again at that map's end. `odd`: the
 * form knows `path` itself, but wants another kind of value than this entry
 * has; it is written in its place as long as nobody fills that in.
 */
struct extra {
	char *path;
	bool odd;
	const struct yaml_entry *entry; /* in the report's document */
};

/* An entry of `explained:`. Strings may be NULL where absent. */
struct explanation {
	char *rule;
	char **cells;
	size_t cell_count;
	char **values;
	size_t value_count;
	char *reason, *by, *date;
	const struct yaml_node *node; /* where it was read; NULL: a new one */
};

struct report {
	const struct form *form;
	char *file; /* as given; NULL for a report not yet saved */

	/* Texts: the fields, then one per section of the form (empty for
	 * tables). Paragraphs end with '\n' except the last; leading blanks of
	 * a paragraph are dropped on load. */
	struct buffer *texts;
	size_t text_count;    /* FIELD_COUNT + form->section_count */
	struct value *values; /* one per cell of the form */

	struct explanation *explained;
	size_t explained_count;
	struct note *notes;
	size_t note_count;
	size_t note_capacity;
	struct extra *extras;
	size_t extra_count;
	size_t extra_capacity;

	/* What was read, for the places of findings and for what the form does
	 * not know: kept until the report is freed. NULL for a new report. */
	struct buffer source;
	struct yaml_document *document;

	bool changed; /* edited since it was read or saved */
};

/* --- reading and writing (load.c, save.c) --- */

/* Chooses the form a report names: the report's `form:` is looked up in
 * `forms`. `*form` is loaded and owned by the caller. */

/*
 * Reads `path` ("-": standard input), under the rules of the report file:
 * tolerant of what people write, strict about what could hang or mislead.
 * The form named in it is looked for in `folders` and loaded; the caller owns
 * both report and `*form`. NULL when refused: then `problems` says why (for a
 * bad form definition `*culprit` is its file, else NULL; the caller frees).
 */
struct report *report_open(const char *path, const struct form_path *folders,
                           struct form **form, struct problems *problems,
                           char **culprit);
/* As above from memory, for a known form. `path` is for messages; may be
 * NULL. `source` is taken over. */
struct report *report_read(const char *path, struct buffer *source,
                           const struct form *form, struct problems *problems);
struct report *report_new(const struct form *form);
void report_free(struct report *report);

/* The report in canonical form. Unknown keys and explanations are kept. */
void report_write(const struct report *report, struct buffer *out);

/*
 * Whether report->file is not as it was read or last saved: another editor, or
 * another copy of this program, has written it meanwhile. `*theirs` is what it
 * says now, for the caller to compare and free; NULL if it cannot be read as a
 * report. A file that is gone was not changed.
 */
bool report_changed_elsewhere(const struct report *report,
                              struct report **theirs);

/* What became of the file that was there. */
struct saved {
	char *kept; /* the name under which it is kept; NULL: it is not */
	enum {
		KEPT_ELSEWHERE, /* it was changed elsewhere */
		KEPT_REWRITTEN  /* something of it is not in the new one */
	} reason;
	bool other_names; /* its other names (hard links) have the old text */
};

/*
 * Saves to report->file. Only what was edited changes in it; all other bytes
 * stay. Where that cannot be done, the file is written in canonical form. Then,
 * or where the file is not as it was read, the old one is kept beside it as
 * NAME.orig (or NAME.orig.2 …: an earlier one is not written over). False with
 * `*why` set (caller frees) if it could not be saved: then nothing has changed,
 * neither on the disk nor here.
 */
bool report_save(struct report *report, struct saved *saved, char **why);
void saved_free(struct saved *saved);
/* What to tell the user about it; the caller frees it. */
char *saved_words(const struct saved *saved, const char *file);

/* --- values by path (report.c) --- */

enum place_kind { PLACE_NONE, PLACE_TEXT, PLACE_VALUE };
struct report_place {
	enum place_kind kind;
	size_t index; /* in texts, or in values */
};
struct report_place report_find(const struct report *report, const char *path,
                                size_t length);
/* The path of a text: agency … preamble, or a section's id. */
const char *report_text_path(const struct report *report, size_t text);
/* What a field is called, in the run's language. */
const char *report_field_name(enum field field);
/* The same by its key in the file, `form` among them; NULL: no field. */
const char *report_key_name(const char *key);
static inline size_t
report_section_text(size_t section)
{
	return FIELD_COUNT + section;
}

/* The reported year, or 0 if it is blank or no year (1900 to 2999). */
int report_year(const struct report *report);
/* `dated` as a day that exists; false if it is blank or none. */
struct date {
	int year, month, day;
};
bool report_date(const struct report *report, struct date *date);
enum agency_kind report_agency_kind(const struct report *report);
/* The title: the form's with agency and year put in; blanks leave 〔  〕 out.
 * The caller frees it. */
char *report_title(const struct report *report);

/*
 * The place in the file of `path`: of its value, or of the key of its nearest
 * present parent; line 1 column 1 for the file; line 0 for a new report.
 */
struct mark report_mark(const struct report *report, const char *path);
/* The place in the file of byte `at` of text number `text`. */
struct mark report_text_mark(const struct report *report, size_t text,
                             size_t at);
/* Where the lines of a text begin, in the text and in the file; at least one.
 * The caller frees `*places`. For many places of one text. */
struct text_line_place {
	size_t start;
	struct mark mark;
	bool literal; /* characters behind it count as columns */
};
size_t report_text_lines(const struct report *report, size_t text,
                         struct text_line_place **places);
struct mark text_line_mark(const struct text_line_place *places, size_t count,
                           const struct buffer *text, size_t at);

/* --- changing (edit.c): every change to a report is an edit --- */

/* At `path`, the span `old` at `at` (byte offset in a text, 0 in a value) is
 * replaced by `new`. Owns its strings. An edit whose old and new are swapped
 * takes it back. */
struct edit {
	char *path;
	size_t at;
	char *old;
	char *new;
};

/* An edit that sets the value of a cell to `text` ("": blank), as typed:
 * a figure is normalised, anything else is kept as it is. */
struct edit edit_value(const struct report *report, size_t cell,
                       const char *text);
/* An edit of text number `text`: `removed` bytes at `at` become `inserted`. */
struct edit edit_text(const struct report *report, size_t text, size_t at,
                      size_t removed, const char *inserted, size_t length);
/* An edit that adds an explanation behind those the report has: its path is
 * "explained", `at` the number of the entry, the text its line in the file.
 * Earlier entries stay as they are: they tell who said what, and when. */
struct edit edit_explain(const struct report *report,
                         const struct explanation *explanation);
void explanation_free(struct explanation *explanation);
/* False, with nothing changed, if `old` is not what stands there. */
bool report_apply(struct report *report, const struct edit *edit);
void edit_free(struct edit *edit);

#endif
