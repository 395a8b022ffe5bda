/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/jump.h"

#include "base/memory.h"
#include "tui/picker.h"
#include "tui/screen.h"

/*
 * A place as one number: the sections by theirs, behind them the cells by
 * theirs; the header page is NONE.
 */
static size_t
id_of_cell(const struct form *form, size_t cell)
{
	return form->section_count + cell;
}

static void
chosen(struct screen *screen, size_t id, void *context)
{
	const struct form *form = screen_session(screen)->form;
	struct place place = {.section = id, .cell = NONE, .path = ""};

	(void)context;
	if (id != NONE && id >= form->section_count) {
		place.cell = id - form->section_count;
		place.section = form->cells[place.cell].section;
	} else if (id != NONE && form->sections[id].cell_count > 0) {
		place.cell = form->sections[id].first_cell;
	}
	screen_go(screen, &place);
}

static void
add_place(struct picker_rows *rows, size_t id, char *text, char *aside,
          char *match)
{
	struct picker_row *row = picker_add(rows);

	row->id = id;
	row->text = text;
	row->aside = aside;
	row->match = match;
}

static void
add_sections(struct picker_rows *rows, const struct form *form)
{
	add_place(rows, NONE, xstrdup(_("The report")), xstrdup("0"), NULL);
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];

		add_place(rows, i, xstrdup(section->label),
		          xformat("%zu", i + 1),
		          xformat("%s %s", section->id,
		                  wording_text(&section->screen)));
	}
}

/* The row's first cell; NONE for a group that has none of its own. */
static size_t
first_cell(const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->cells[row * table->column_count + i] != NONE)
			return table->cells[row * table->column_count + i];
	return NONE;
}

static void
add_rows(struct picker_rows *rows, const struct form *form, size_t section)
{
	const struct table *table = form->sections[section].table;

	for (size_t i = 0; table && i < table->row_count; i++) {
		size_t cell = first_cell(table, i);

		if (cell != NONE)
			add_place(rows, id_of_cell(form, cell),
			          place_name(form, section, i, NONE), NULL,
			          xstrdup(table->rows[i].label));
	}
}

static void
add_cells(struct picker_rows *rows, const struct form *form)
{
	for (size_t i = 0; i < form->cell_count; i++) {
		const struct cell *cell = &form->cells[i];

		add_place(rows, id_of_cell(form, i),
		          place_name(form, cell->section, cell->row,
		                     cell->column),
		          xstrdup(cell->path), NULL);
	}
}

void
jump_open(struct screen *screen)
{
	const struct form *form = screen_session(screen)->form;
	struct picker_rows rows = {0};

	screen_commit(screen);
	add_sections(&rows, form);
	for (size_t i = 0; i < form->section_count; i++)
		add_rows(&rows, form, i);
	add_cells(&rows, form);
	screen_open(
		screen,
		picker_new((struct picker_look){
			.title = xstrdup(_("Go to")),
			.rows = rows,
			.id = screen_focus(screen).section,
			.empty = _("no section, row or cell is called that"),
			.chosen = chosen,
		}));
}
