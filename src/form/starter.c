/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "form/load.h"

static void
verify_operand(struct loader *loader, const struct yaml_node *node, size_t at,
               const struct operand *operand)
{
	const struct form *form = loader->form;
	const char **paths;
	size_t length;

	if (operand->kind != OPERAND_PATH)
		return;
	length = strlen(operand->path);
	if (form_find_cell(form, operand->path, length) != NONE ||
	    loader->ids_broken || loader_full(loader))
		return;
	paths = arena_array(loader->scratch, form->cell_count, sizeof(*paths));
	for (size_t i = 0; i < form->cell_count; i++)
		paths[i] = form->cells[i].path;
	complain(
		loader, text_place(loader, node, at + operand->at),
		_("there is no value “%s”; %s"),
		shown(loader, operand->path, length),
		advice(loader, operand->path, length, paths, form->cell_count));
}

/* The expression between { at `at` - 1 and }. */
static void
verify_figure(struct loader *loader, const struct yaml_node *node, size_t at,
              size_t length)
{
	struct arena *arena = arena_new();
	struct figure_expression figure;
	struct expression_error error;

	if (figure_expression_parse(arena, node->text + at, length, &figure,
	                            &error)) {
		for (size_t i = 0; i < figure.numerator.count; i++)
			verify_operand(loader, node, at,
			               &figure.numerator.operands[i]);
		for (size_t i = 0; i < figure.denominator.count; i++)
			verify_operand(loader, node, at,
			               &figure.denominator.operands[i]);
	} else {
		complain(loader, text_place(loader, node, at + error.at), "%s",
		         error.text);
	}
	arena_free(arena);
}

void
starter_verify(struct loader *loader, const struct yaml_node *node)
{
	const char *text = node->text;
	size_t at = 0;

	while (at < node->length && !loader_full(loader)) {
		size_t end = at + 1;

		if (text[at] != '{') {
			at++;
			continue;
		}
		if (text[end] == '{') {
			at += 2;
			continue;
		}
		end += strcspn(text + end, "}\n");
		if (text[end] != '}') {
			complain(loader, text_place(loader, node, at),
			         _("the brace { is not closed on this line; "
			           "write {{ for a brace that is text"));
			at = end;
			continue;
		}
		verify_figure(loader, node, at + 1, end - at - 1);
		at = end + 1;
	}
}
