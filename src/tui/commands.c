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

void
commands_open(struct screen *screen)
{
	struct picker_rows rows = {0};

	screen_commit(screen);
	for (size_t i = 0; i < key_binding_count; i++) {
		const struct key_binding *binding = &key_bindings[i];
		struct picker_row *row;

		if (binding->action == ACTION_COMMANDS)
			continue;
		row = picker_add(&rows);
		row->id = (size_t)binding->action;
		row->text = xstrdup(_(binding->name));
		row->match = xformat("%s %s", binding->name, binding->id);
		row->aside = binding->codes[0] ? xstrdup(binding->keys) : NULL;
		row->refusal = screen_why_not(screen, binding->action);
	}
	screen_open(screen, picker_new((struct picker_look){
				    .title = xstrdup(_("Commands")),
				    .rows = rows,
				    .id = NONE,
				    .empty = _("no command is called that"),
				    .chosen = chosen,
			    }));
}
