/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "command/command.h"
#include "command/diff.h"
#include "command/resume.h"
#include "report/lock.h"
#include "report/recovery.h"

/* The report as its file has it, or as it was begun; says why there is
 * none. */
static struct report *
open_beginning(const struct call *call, const char *file,
               const struct recovery *recovery, struct form **form)
{
	struct report *report;

	if (file_exists(file))
		return command_open(call, file, form);
	report = recovery_begin(recovery, file, &call->forms, form);
	if (report)
		return report;
	if (recovery->begun)
		message_error(_("%s: the form “%s” that its edits belong to is "
		                "not installed here"),
		              file, recovery->form);
	else
		message_error(_("%s: there is no such file; the edits in %s "
		                "belong to it, so put it back first"),
		              file, recovery->path);
	return NULL;
}

/* Writes the report; the file as it was is kept. */
static bool
write_mended(const char *file, struct report *mended)
{
	struct saved again = {.kept = NULL};
	char *kept = NULL, *why = NULL;
	bool saved = false;

	if (file_exists(file))
		kept = file_keep(file, &why);
	if (!why)
		saved = report_save(mended, &again, &why);
	if (!saved) {
		message_error("%s: %s", file, why);
		if (kept)
			unlink(kept);
	} else if (kept) {
		message_error(_("%s: as it was it is kept as %s"), file, kept);
	}
	/* Where saving keeps the old file by itself, that is the same, unless
	 * another wrote it just now. */
	if (again.kept && again.reason == KEPT_REWRITTEN)
		unlink(again.kept);
	saved_free(&again);
	free(kept);
	free(why);
	return saved;
}

static int
take(const struct call *call, const char *file, struct recovery *recovery,
     const struct report *report, struct report *mended)
{
	size_t count = recovery->edit_count;

	resume_print(&call->forms, file, report, mended, DIFF_COLUMNS, stdout);
	if (call->options.dry_run)
		return EXIT_WELL;
	if (!write_mended(file, mended))
		return EXIT_FAILED;
	recovery_remove(recovery);
	message_error(ngettext("%s: %zu edit was put back",
	                       "%s: %zu edits were put back", count),
	              file, count);
	return EXIT_WELL;
}

static int
apply(const struct call *call, const char *file, struct recovery *recovery)
{
	struct form *form;
	struct report *mended;
	struct report *report = open_beginning(call, file, recovery, &form);
	int status = EXIT_FAILED;

	if (!report)
		return EXIT_FAILED;
	switch (recovery_apply(recovery, report, &mended)) {
	case RECOVERY_EDITS:
		status = take(call, file, recovery, report, mended);
		report_free(mended);
		break;
	case RECOVERY_DONE:
		if (!call->options.dry_run)
			recovery_remove(recovery);
		message_error(_("%s: all edits are in the file already"), file);
		status = EXIT_WELL;
		break;
	case RECOVERY_FOREIGN:
		message_error(_("%s: the edits in %s belong to another content "
		                "of this file; put back the file as it was "
		                "then, or delete them"),
		              file, recovery->path);
		break;
	}
	report_free(report);
	form_free(form);
	return status;
}

static int
look(const struct call *call, const char *file)
{
	struct recovery recovery;
	char *why;
	int status = EXIT_FAILED;

	switch (recovery_open(&recovery, file, &why)) {
	case RECOVERY_READ:
		status = apply(call, file, &recovery);
		break;
	case RECOVERY_NOTHING:
		if (file_exists(file)) {
			message_error(_("%s: no edits were left to put back"),
			              file);
			status = EXIT_WELL;
		} else {
			message_error(_("%s: there is no such file, and no "
			                "edits were left of one"),
			              file);
		}
		break;
	case RECOVERY_STRANGE:
		message_error("%s: %s", file, why);
		break;
	}
	free(why);
	recovery_free(&recovery);
	return status;
}

int
command_recover(const struct call *call)
{
	struct lock lock;
	int status = EXIT_FAILED;

	if (call->count != 1 || strcmp(call->operands[0], "-") == 0) {
		message_error(_("recover: name the one file whose edits are to "
		                "be put back"));
		return EXIT_FAILED;
	}
	/* Too large a file is to be a message, not the end. */
	signal(SIGXFSZ, SIG_IGN);
	if (lock_take(&lock, call->operands[0]) == LOCK_HELD)
		message_error(_("%s is being edited by %s; leave it there "
		                "first"),
		              call->operands[0], lock.holder);
	else
		status = look(call, call->operands[0]);
	lock_release(&lock);
	return status;
}
