/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/explain.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/account.h"
#include "base/clock.h"
#include "base/memory.h"
#include "check/explained.h"
#include "tui/ask.h"
#include "tui/screen.h"

/* Today, or the day the environment gives so that a run can be repeated. */
static char *
today(void)
{
	struct tm day = {0};
	char text[32];
	time_t now;

	if (clock_given(&now)) {
		gmtime_r(&now, &day);
	} else {
		now = time(NULL);
		localtime_r(&now, &day);
	}
	strftime(text, sizeof text, "%Y-%m-%d", &day);
	return xstrdup(text);
}

/* What is being explained. Its number holds: nothing is edited meanwhile. */
struct matter {
	size_t finding;
	char *reason; /* NULL: not given yet */
};

static void
drop(void *context)
{
	struct matter *matter = context;

	free(matter->reason);
	free(matter);
}

static void
put_in(struct screen *screen, size_t number, const char *reason)
{
	struct session *session = screen_session(screen);
	const struct finding *finding = &session->findings.items[number];
	bool old = finding_is_old(finding);
	char *date = today();
	struct explanation entry = explanation_for(
		finding, session->report, session->last.report, reason,
		*session->clerk ? session->clerk : NULL, date);

	session_apply(session, edit_explain(session->report, &entry));
	explanation_free(&entry);
	free(date);
	/* The same key again means what was just explained: what is beside it
	 * has not been seen yet. */
	if (number < session->findings.count &&
	    finding_settled(&session->findings.items[number]))
		screen_choose(screen, number);
	screen_say(screen,
	           xstrdup(old ? _("confirmed: this sentence stays as it was "
	                           "last year")
	                       : _("explained; it stays so until a figure or "
	                           "text of it changes")));
}

static char *
take_name(struct screen *screen, const char *text, void *context)
{
	struct matter *matter = context;

	screen_session(screen)->clerk = xstrdup(text);
	put_in(screen, matter->finding, matter->reason);
	return NULL;
}

/* Asks who says so, if nobody was asked yet. */
static void
give(struct screen *screen, size_t finding, const char *reason)
{
	struct matter *matter;
	char *name;

	if (screen_session(screen)->clerk) {
		put_in(screen, finding, reason);
		return;
	}
	matter = xcalloc(1, sizeof *matter);
	*matter = (struct matter){finding, xstrdup(reason)};
	name = account_name();
	screen_open(screen,
	            ask_new(xstrdup(_("Your name, for the explanations (asked "
	                              "once; Enter goes on, Esc gives up):")),
	                    name, take_name, matter, drop));
	free(name);
}

static char *
take_reason(struct screen *screen, const char *text, void *context)
{
	const struct matter *matter = context;

	if (!reason_suffices(text))
		return xformat(_("a reason has at least %d characters"),
		               REASON_LEAST);
	give(screen, matter->finding, text);
	return NULL;
}

static const char *
refusal(const struct finding *finding)
{
	switch (finding->level) {
	case LEVEL_ERROR:
		return _("an error has to be mended, it cannot be explained");
	case LEVEL_TODO:
		return _("what is blank has to be filled in; there is nothing "
		         "to explain");
	case LEVEL_HINT:
		return _("a hint may be ignored; it needs no explanation");
	default:
		return finding_is_old(finding) && finding_settled(finding)
		               ? _("this sentence is confirmed already")
		               : NULL;
	}
}

static void
ask_reason(struct screen *screen, size_t number)
{
	const struct explained *before =
		screen_session(screen)->findings.items[number].explained;
	struct matter *matter = xcalloc(1, sizeof *matter);

	matter->finding = number;
	screen_open(screen,
	            ask_new(xformat(_("Why is it right as it is? At "
	                              "least %d characters; Enter "
	                              "saves, Esc gives up:"),
	                            REASON_LEAST),
	                    before && before->reason ? before->reason : "",
	                    take_reason, matter, drop));
}

void
explain_begin(struct screen *screen, size_t number)
{
	const struct finding *finding;
	const char *why;

	if (number == NONE) {
		screen_say(screen, xstrdup(_("nothing was found at the caret; "
		                             "F8 goes to the next problem")));
		return;
	}
	finding = &screen_session(screen)->findings.items[number];
	why = refusal(finding);
	if (why)
		screen_say(screen, xstrdup(why));
	else if (finding_is_old(finding))
		give(screen, number, _("checked: right as it was last year"));
	else
		ask_reason(screen, number);
}
