/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/commands.h"

#include "base/memory.h"
#include "tui/picker.h"
#include "tui/screen.h"

static void
chosen(struct screen *screen, size_t id, void *context)
{
	(void)context;
	screen_act(screen, (enum action)id);
}

/* What is looked for here first: what has no key, then what the key bar has. */
static int
place_in_list(const struct key_binding *binding)
{
	return binding->codes[0] == 0 ? 0 : binding->brief ? 1 : 2;
}

static void
add_command(struct picker_rows *rows, const struct screen *screen,
            const struct key_binding *binding)
{
	struct picker_row *row = picker_add(rows);

	row->id = (size_t)binding->action;
	row->text = xstrdup(_(binding->name));
	row->match = xformat("%s %s", binding->name, binding->id);
	row->aside = binding->codes[0] ? xstrdup(binding->keys) : NULL;
	row->refusal = screen_why_not(screen, binding->action);
}

void
commands_open(struct screen *screen)
{
	struct picker_rows rows = {0};

	screen_commit(screen);
	for (int place = 0; place <= 2; place++)
		for (size_t i = 0; i < key_binding_count; i++)
			if (key_bindings[i].action != ACTION_COMMANDS &&
			    place_in_list(&key_bindings[i]) == place)
				add_command(&rows, screen, &key_bindings[i]);
	screen_open(screen, picker_new((struct picker_look){
				    .title = xstrdup(_("Commands")),
				    .rows = rows,
				    .id = NONE,
				    .empty = _("no command is called that"),
				    .chosen = chosen,
			    }));
}
