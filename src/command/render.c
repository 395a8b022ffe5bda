/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "base/file.h"
#include "base/language.h"
#include "base/message.h"
#include "check/check.h"
#include "command/command.h"
#include "convert/compose.h"
#include "render/render.h"
#include "report/last.h"

/* --- options --- */

/* The types of output that take these options. The caller frees it. */
static char *
list_types(unsigned takes)
{
	const struct renderer *renderer;
	struct buffer types = {0};

	for (renderer = renderers; renderer->name; renderer++)
		if ((renderer->takes & takes) == takes)
			buffer_format(&types, "%s%s",
			              types.length > 0 ? ", " : "",
			              renderer->name);
	return buffer_take(&types);
}

static const struct renderer *
choose_renderer(const struct options *options)
{
	const struct renderer *renderer;

	if (options->type) {
		renderer = renderer_named(options->type);
		if (!renderer) {
			char *types = list_types(0);

			message_error(_("render: “%s” is no type of output; "
			                "the types are: %s"),
			              options->type, types);
			free(types);
		}
		return renderer;
	}
	if (!options->output || strcmp(options->output, "-") == 0)
		return renderer_named("text");
	renderer = renderer_for(options->output);
	if (!renderer)
		message_error(_("render: the ending of “%s” names no type of "
		                "output; -t does, as in -t text"),
		              options->output);
	return renderer;
}

/* -w: a whole number of columns in the range; 0 if it is none. */
static size_t
read_width(const char *typed)
{
	char *end;
	long width;

	if (!typed)
		return RENDER_WIDTH;
	errno = 0;
	width = strtol(typed, &end, 10);
	if (errno != 0 || end == typed || *end != '\0' ||
	    width < RENDER_WIDTH_MIN || width > RENDER_WIDTH_MAX) {
		message_error(_("render: -w takes %d to %d columns, not “%s”"),
		              RENDER_WIDTH_MIN, RENDER_WIDTH_MAX, typed);
		return 0;
	}
	return (size_t)width;
}

/* Is every option given one that this type of output takes? */
static bool
all_apply(const struct options *options, const struct renderer *renderer)
{
	const struct {
		bool given;
		unsigned taken;
		const char *name;
	} given[] = {
		{options->width, RENDER_TAKES_WIDTH, "width"},
		{options->ascii, RENDER_TAKES_ASCII, "ascii"},
		{options->wide, RENDER_TAKES_AMBIGUOUS, "ambiguous"},
		{options->fragment, RENDER_TAKES_FRAGMENT, "fragment"},
		{options->table, RENDER_TAKES_TABLE, "table"},
		{options->tidy, RENDER_TAKES_TIDY, "tidy"},
		{options->bom, RENDER_TAKES_BOM, "bom"},
		{options->encoding, RENDER_TAKES_ENCODING, "encoding"},
	};

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		char *types;

		if (!given[i].given || (renderer->takes & given[i].taken))
			continue;
		types = list_types(given[i].taken);
		message_error(_("render: --%s does not apply to %s, only to: "
		                "%s"),
		              given[i].name, renderer->name, types);
		free(types);
		return false;
	}
	return true;
}

/* Encodings that offices use besides UTF-8; the older one holds fewer
 * characters. */
static const char *const encodings[] = {"GB18030", "GBK"};

static bool
is_encoding(const struct options *options)
{
	const char *typed = options->encoding;

	if (!typed || strcasecmp(typed, "UTF-8") == 0)
		return true;
	for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
		if (strcasecmp(typed, encodings[i]) != 0)
			continue;
		if (options->bom)
			message_error(_("render: --bom is a mark of UTF-8; "
			                "leave it out for %s"),
			              encodings[i]);
		return !options->bom;
	}
	message_error(_("render: --encoding is UTF-8, GB18030 or GBK, not "
	                "“%s”"),
	              typed);
	return false;
}

/* --- output --- */

/*
 * False, having said so, if what is rendered would replace a report: the one
 * that is rendered, the last year's, or any other by its name. `last` may be
 * NULL.
 */
static bool
spares_reports(const struct call *call, const char *last)
{
	const char *output = call->options.output;

	if (!output || strcmp(output, "-") == 0 || !file_exists(output))
		return true;
	if (file_is_same(output, call->operands[0]))
		message_error(_("%s: it is the report itself; give -o another "
		                "name"),
		              output);
	else if (last && file_is_same(output, last))
		message_error(_("%s: it is last year's report; give -o another "
		                "name"),
		              output);
	else if (file_is_yaml(output))
		message_error(_("%s: it is there already and ends as reports "
		                "do; give -o another name"),
		              output);
	else
		return true;
	return false;
}

/*
 * Says what is not finished about a report, which is rendered all the same,
 * unless `final` is asked for: then false.
 */
static bool
judge(const char *file, const struct report *report,
      const struct last_year *last, bool final)
{
	struct findings findings = {0};
	struct buffer counts = {0};

	check_report(report, last, &findings);
	for (int i = 0; i < LEVEL_COUNT; i++)
		if (i != LEVEL_HINT && findings.levels[i] > 0)
			buffer_format(&counts, "%s%s %zu",
			              counts.length > 0 ? ", " : "",
			              level_word((enum level)i),
			              findings.levels[i]);
	findings_free(&findings);
	if (counts.length == 0)
		return true;
	if (final)
		message_error(_("%s: not rendered, as --final wants a finished "
		                "report: %s; “nianbao check” says where"),
		              file, counts.data);
	else
		message_error(_("%s: not finished yet: %s; “nianbao check” "
		                "says where"),
		              file, counts.data);
	buffer_free(&counts);
	return !final;
}

/* U+FEFF, by which spreadsheets know UTF-8. */
static const char bom[] = "\xEF\xBB\xBF";

static bool
encode(struct buffer *out, const char *encoding, bool marked, char **why)
{
	if (marked)
		buffer_splice(out, 0, 0, bom, strlen(bom));
	if (!encoding || strcasecmp(encoding, "UTF-8") == 0)
		return true;
	return encoding_convert(out, encoding, why);
}

static bool
write_output(const char *output, const struct buffer *out)
{
	char *why;
	bool written;

	if (!output || strcmp(output, "-") == 0)
		return fwrite(out->data, 1, out->length, stdout) == out->length;
	written = file_replace(output, out->data, out->length, &why);
	if (!written) {
		message_error("%s: %s", output, why);
		free(why);
	}
	return written;
}

/* Renders and writes one report; says why if it cannot. */
static bool
render_report(const char *file, const struct call *call,
              const struct renderer *renderer,
              const struct render_options *options,
              const struct document *document)
{
	struct buffer out = {0};
	char *why = NULL;
	bool done =
		renderer->render(document, options, &out, &why) &&
		encode(&out, call->options.encoding, call->options.bom, &why);

	if (done)
		done = write_output(call->options.output, &out);
	else
		message_error("%s: %s", file, why);
	free(why);
	buffer_free(&out);
	return done;
}

static bool
render_file(const struct call *call, const struct renderer *renderer,
            const struct render_options *options)
{
	struct last_year last;
	struct form *form;
	const char *file = call->operands[0];
	struct report *report = command_open(call, file, &form);
	bool done;

	if (!report)
		return false;
	last_open(&last, report, &call->forms, call->options.previous);
	done = spares_reports(call, last.report ? last.report->file : NULL) &&
	       judge(file, report, &last, call->options.final);
	if (done) {
		struct document *document = compose_report(report, last.report);

		done = render_report(file, call, renderer, options, document);
		document_free(document);
	}
	last_close(&last);
	report_free(report);
	form_free(form);
	return done;
}

int
command_render(const struct call *call)
{
	const struct options *given = &call->options;
	const struct renderer *renderer = choose_renderer(given);
	struct render_options options = {
		.width = read_width(given->width),
		.ascii = given->ascii,
		.ambiguous = given->wide ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
		.fragment = given->fragment,
		.tidy = given->tidy,
		.table = given->table,
	};

	if (!renderer || options.width == 0 || !all_apply(given, renderer) ||
	    !is_encoding(given))
		return EXIT_FAILED;
	if (call->count != 1) {
		message_error(_("render: one FILE is wanted; - is standard "
		                "input"));
		return EXIT_FAILED;
	}
	if (!renderer->render)
		return command_office(call, renderer);
	return render_file(call, renderer, &options) ? EXIT_WELL : EXIT_FAILED;
}
