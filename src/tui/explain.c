/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/explain.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "check/explained.h"

/* The rule of old sentences, which one key confirms. */
#define OLD_SENTENCE "stale.sentence"

/* The account's full name, or its name; the caller frees it. */
static char *
account_name(void)
{
	const struct passwd *account = getpwuid(getuid());
	const char *name;
	size_t length;

	if (!account)
		return xstrdup("");
	name = account->pw_gecos ? account->pw_gecos : "";
	length = strcspn(name, ",");
	if (length == 0) {
		name = account->pw_name;
		length = strlen(name);
	}
	if (text_check(name, length) != length)
		return xstrdup("");
	return xstrndup(name, length);
}

/* Today, or the day the environment gives so that a run can be repeated. */
static char *
today(void)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	struct tm day = {0};
	char text[32], *end;

	if (given && *given) {
		long long seconds = strtoll(given, &end, 10);

		if (*end == '\0') {
			now = (time_t)seconds;
			gmtime_r(&now, &day);
			strftime(text, sizeof text, "%Y-%m-%d", &day);
			return xstrdup(text);
		}
	}
	localtime_r(&now, &day);
	strftime(text, sizeof text, "%Y-%m-%d", &day);
	return xstrdup(text);
}

static const struct finding *
finding_of(const struct explain *explain)
{
	return &explain->session->findings.items[explain->finding];
}

static bool
is_old_sentence(const struct finding *finding)
{
	return strcmp(finding->rule, OLD_SENTENCE) == 0;
}

/* Puts the entry in; returns what is to be said. */
static char *
put_in(struct explain *explain)
{
	struct session *session = explain->session;
	const struct finding *finding = finding_of(explain);
	bool old = is_old_sentence(finding);
	char *date = today();
	struct explanation entry = explanation_for(
		finding, session->report, session->last.report, explain->reason,
		*explain->by ? explain->by : NULL, date);

	session_apply(session, edit_explain(session->report, &entry));
	explanation_free(&entry);
	free(date);
	free(explain->reason);
	explain->reason = NULL;
	prompt_close(&explain->prompt);
	return xstrdup(old ? _("confirmed: this sentence stays as it was last "
	                       "year")
	                   : _("explained; it stays so until a figure or "
	                       "text of it changes"));
}

static char *
give(struct explain *explain, char *reason)
{
	char *name;

	free(explain->reason);
	explain->reason = reason;
	if (explain->by)
		return put_in(explain);
	name = account_name();
	prompt_open(&explain->prompt,
	            xstrdup(_("Your name, for the explanations (asked once; "
	                      "Enter goes on, Esc gives up):")),
	            name);
	free(name);
	return NULL;
}

static char *
refuse(const struct finding *finding)
{
	if (finding->level == LEVEL_ERROR)
		return xstrdup(_("an error has to be mended, it cannot be "
		                 "explained"));
	if (finding->level == LEVEL_TODO)
		return xstrdup(_("what is blank has to be filled in; there is "
		                 "nothing to explain"));
	return xstrdup(_("a hint may be ignored; it needs no explanation"));
}

char *
explain_begin(struct explain *explain, size_t finding)
{
	const struct finding *its;

	if (finding == NONE)
		return xstrdup(_("nothing was found at the caret; F8 goes to "
		                 "the next problem"));
	explain->finding = finding;
	its = finding_of(explain);
	if (its->level != LEVEL_REVIEW)
		return refuse(its);
	if (is_old_sentence(its) && finding_settled(its))
		return xstrdup(_("this sentence is confirmed already"));
	if (is_old_sentence(its))
		return give(explain,
		            xstrdup(_("checked: right as it was last year")));
	prompt_open(&explain->prompt,
	            xformat(_("Why is it right as it is? At least %d "
	                      "characters; Enter saves, Esc gives up:"),
	                    REASON_LEAST),
	            its->explained && its->explained->reason
	                    ? its->explained->reason
	                    : "");
	return NULL;
}

bool
explain_is_open(const struct explain *explain)
{
	return explain->prompt.label != NULL;
}

static char *
answer(struct explain *explain)
{
	const char *text = prompt_text(&explain->prompt);

	if (explain->reason) {
		explain->by = xstrdup(text);
		return put_in(explain);
	}
	if (!reason_suffices(text))
		return xformat(_("a reason has at least %d characters"),
		               REASON_LEAST);
	return give(explain, xstrdup(text));
}

char *
explain_event(struct explain *explain, const struct event *event)
{
	switch (prompt_event(&explain->prompt, event)) {
	case PROMPT_DONE:
		return answer(explain);
	case PROMPT_GIVEN_UP:
		prompt_close(&explain->prompt);
		free(explain->reason);
		explain->reason = NULL;
		return xstrdup(_("nothing was explained"));
	default:
		return NULL;
	}
}

void
explain_draw(struct explain *explain, struct area area)
{
	prompt_draw(&explain->prompt, area);
}

void
explain_cursor(const struct explain *explain, int *y, int *x)
{
	*y = explain->prompt.y;
	*x = explain->prompt.x;
}

void
explain_free(struct explain *explain)
{
	prompt_close(&explain->prompt);
	free(explain->reason);
	free(explain->by);
}
