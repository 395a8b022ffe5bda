/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/message.h"
#include "command/command.h"
#include "convert/compose.h"
#include "render/render.h"
#include "report/last.h"

static const struct renderer *
choose_renderer(const struct options *options)
{
	const struct renderer *renderer;

	if (options->type) {
		renderer = renderer_named(options->type);
		if (!renderer)
			message_error(_("render: “%s” is no type of output; "
			                "try: text"),
			              options->type);
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

static bool
render_file(const struct call *call, const struct renderer *renderer,
            const struct render_options *options)
{
	struct buffer out = {0};
	struct last_year last;
	struct document *document;
	struct form *form;
	char *why = NULL;
	const char *file = call->operands[0];
	struct report *report = command_open(call, file, &form);
	bool done;

	if (!report)
		return false;
	last_open(&last, report, &call->forms, call->options.previous);
	document = compose_report(report, last.report);
	done = renderer->render(document, options, &out, &why);
	if (!done)
		message_error("%s: %s", file, why);
	else
		done = write_output(call->options.output, &out);
	free(why);
	buffer_free(&out);
	document_free(document);
	last_close(&last);
	report_free(report);
	form_free(form);
	return done;
}

int
command_render(const struct call *call)
{
	const struct renderer *renderer = choose_renderer(&call->options);
	struct render_options options = {
		.width = read_width(call->options.width),
		.ascii = call->options.ascii,
		.ambiguous =
			call->options.wide ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
	};

	if (!renderer || options.width == 0)
		return EXIT_FAILED;
	if (call->count != 1) {
		message_error(_("render: one FILE is wanted; - is standard "
		                "input"));
		return EXIT_FAILED;
	}
	return render_file(call, renderer, &options) ? EXIT_WELL : EXIT_FAILED;
}
