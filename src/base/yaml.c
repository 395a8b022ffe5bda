/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/yaml.h"

#include <string.h>

#include <yaml.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/yaml_explain.h"
#include "base/yaml_source.h"

/* A report has hundreds; a file of millions is a mistake or an attack. */
#define NODE_LIMIT 500000

/* A map or list whose end has not come yet. */
struct open {
	struct yaml_node *node;
	size_t first; /* of its entries in `pending` */
};

struct builder {
	const char *bytes; /* without the BOM, as all offsets until the end */
	size_t size;
	size_t bom; /* bytes, added to every offset that leaves here */
	struct yaml_document *document;
	struct problems *problems;
	struct open open[YAML_DEPTH_LIMIT];
	size_t depth;
	size_t nodes; /* counted as events */
	struct yaml_entry
		*pending; /* entries of all open nodes, innermost last */
	size_t pending_count;
	size_t pending_capacity;
	/* The parser counts characters; this pair follows it through the bytes. */
	size_t character;
	size_t byte;
	size_t scalar_byte;             /* the last scalar's end */
	const struct yaml_node *scalar; /* the last one, or NULL */
	struct mark scalar_end;
	bool begun; /* a document was */
};

static struct mark
mark_of(yaml_mark_t mark)
{
	return (struct mark){.line = mark.line + 1, .column = mark.column + 1};
}

static bool
refuse(struct builder *builder, yaml_mark_t mark, const char *text)
{
	problem_add(builder->problems, mark_of(mark), "%s", text);
	return false;
}

static size_t
character_bytes(char lead)
{
	unsigned char byte = (unsigned char)lead;
	if (byte < 0x80)
		return 1;
	if (byte < 0xE0)
		return 2;
	return byte < 0xF0 ? 3 : 4;
}

/* Events come in the order of the text, so this goes through it once. */
static size_t
byte_at(struct builder *builder, size_t character)
{
	if (character < builder->character) {
		builder->character = 0;
		builder->byte = 0;
	}
	size_t left = character - builder->character;
	size_t byte = builder->byte;
	while (left > 0 && byte < builder->size) {
		byte += character_bytes(builder->bytes[byte]);
		left--;
	}
	builder->character = character;
	builder->byte = byte;
	return byte;
}

static bool
expects_key(const struct builder *builder)
{
	if (builder->depth == 0)
		return false;
	const struct open *open = &builder->open[builder->depth - 1];
	if (open->node->kind != YAML_NODE_MAP)
		return false;
	return builder->pending_count == open->first ||
	       builder->pending[builder->pending_count - 1].value != NULL;
}

static bool
expects_value(const struct builder *builder)
{
	return builder->depth > 0 &&
	       builder->open[builder->depth - 1].node->kind == YAML_NODE_MAP &&
	       !expects_key(builder);
}

static void
attach(struct builder *builder, const struct yaml_node *node)
{
	if (builder->depth == 0) {
		builder->document->root = node;
		return;
	}
	if (expects_value(builder)) {
		builder->pending[builder->pending_count - 1].value = node;
		return;
	}
	bool key = expects_key(builder);
	builder->pending =
		grow(builder->pending, &builder->pending_capacity,
	             builder->pending_count + 1, sizeof *builder->pending);
	builder->pending[builder->pending_count++] = (struct yaml_entry){
		.key = key ? node : NULL, .value = key ? NULL : node};
}

/*
 * Where a literal block's text ends: the parser's end lies behind the blank
 * lines that follow. A line of blanks may be text or not; only counting the
 * lines tells.
 */
static size_t
literal_end(const struct builder *builder, const struct yaml_node *node,
            size_t end)
{
	const char *bytes = builder->bytes;
	while (end > node->start &&
	       (bytes[end - 1] == '\n' || bytes[end - 1] == '\r'))
		end--;
	if (bytes[end - 1] != ' ')
		return end;
	size_t length = node->length;
	while (length > 0 && node->text[length - 1] == '\n')
		length--;
	size_t at = yaml_line_end(bytes, end, node->start);
	if (length == 0)
		return at;
	at = yaml_next_line(bytes, end, at);
	for (size_t i = 0; i < length; i++)
		if (node->text[i] == '\n')
			at = yaml_next_line(bytes, end,
			                    yaml_line_end(bytes, end, at));
	return yaml_line_end(bytes, end, at);
}

static size_t
folded_end(const struct builder *builder, size_t start, size_t end)
{
	while (end > start && strchr("\n\r ", builder->bytes[end - 1]) != NULL)
		end--;
	return end;
}

/*
 * The parser places a value that is not written behind the colon in block
 * form, but before the next comma or bracket in flow form. Here it is always
 * behind the colon, or behind the key where there is no colon.
 */
static void
place_empty_value(const struct builder *builder, struct yaml_node *node,
                  size_t key_end, size_t limit)
{
	struct mark mark = builder->scalar_end;
	node->mark = mark;
	node->start = key_end;
	bool comment = false;
	for (size_t i = key_end; i < limit; i++) {
		char c = builder->bytes[i];
		mark.column++;
		if (c == ':' && !comment) {
			node->start = i + 1;
			node->mark = mark;
			break;
		}
		bool crlf = c == '\r' && i + 1 < limit &&
		            builder->bytes[i + 1] == '\n';
		if (c == '#') {
			comment = true;
		} else if ((c == '\n' || c == '\r') && !crlf) {
			mark.line++;
			mark.column = 1;
			comment = false;
		}
	}
	node->end = node->start;
}

static enum yaml_style
scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_LITERAL_SCALAR_STYLE:
		return YAML_STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return YAML_STYLE_FOLDED;
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return YAML_STYLE_QUOTED;
	default:
		return YAML_STYLE_PLAIN;
	}
}

static void
place_scalar(struct builder *builder, const yaml_event_t *event,
             struct yaml_node *node)
{
	size_t start = byte_at(builder, event->start_mark.index);
	size_t end = byte_at(builder, event->end_mark.index);
	size_t before = builder->scalar_byte;
	builder->scalar_byte = end;
	node->mark = mark_of(event->start_mark);
	node->start = start;
	node->end = end;
	if (start == end && expects_value(builder)) {
		place_empty_value(builder, node, before, start);
	} else if (node->style == YAML_STYLE_LITERAL ||
	           node->style == YAML_STYLE_FOLDED) {
		node->end = node->style == YAML_STYLE_LITERAL
		                    ? literal_end(builder, node, end)
		                    : folded_end(builder, start, end);
	}
	node->start += builder->bom;
	node->end += builder->bom;
}

static bool
take_scalar(struct builder *builder, const yaml_event_t *event)
{
	struct arena *arena = builder->document->arena;
	struct yaml_node *node = arena_alloc(arena, sizeof *node);
	node->kind = YAML_NODE_SCALAR;
	node->style = scalar_style(event->data.scalar.style);
	node->length = event->data.scalar.length;
	node->text = arena_strndup(
		arena, (const char *)event->data.scalar.value, node->length);
	place_scalar(builder, event, node);
	attach(builder, node);
	builder->scalar = node;
	builder->scalar_end = mark_of(event->end_mark);
	return true;
}

static bool
take_start(struct builder *builder, const yaml_event_t *event)
{
	if (expects_key(builder))
		return refuse(builder, event->start_mark,
		              _("a key must be a word, not a list or a map"));
	if (builder->depth == YAML_DEPTH_LIMIT)
		return refuse(
			builder, event->start_mark,
			_("lists and maps are nested too deeply here; at most "
		          "64 levels are read"));
	struct yaml_node *node =
		arena_alloc(builder->document->arena, sizeof *node);
	bool flow;
	if (event->type == YAML_MAPPING_START_EVENT) {
		node->kind = YAML_NODE_MAP;
		flow = event->data.mapping_start.style ==
		       YAML_FLOW_MAPPING_STYLE;
	} else {
		node->kind = YAML_NODE_LIST;
		flow = event->data.sequence_start.style ==
		       YAML_FLOW_SEQUENCE_STYLE;
	}
	node->style = flow ? YAML_STYLE_FLOW : YAML_STYLE_BLOCK;
	node->mark = mark_of(event->start_mark);
	node->start = byte_at(builder, event->start_mark.index) + builder->bom;
	attach(builder, node);
	builder->open[builder->depth++] =
		(struct open){.node = node, .first = builder->pending_count};
	return true;
}

/* What is not closed by a bracket ends where its last value ends. */
static void
take_end(struct builder *builder, const yaml_event_t *event)
{
	struct open *open = &builder->open[--builder->depth];
	struct yaml_node *node = open->node;
	node->count = builder->pending_count - open->first;
	if (node->count > 0) {
		node->entries = arena_array(builder->document->arena,
		                            node->count, sizeof *node->entries);
		for (size_t i = 0; i < node->count; i++)
			node->entries[i] = builder->pending[open->first + i];
		node->end = node->entries[node->count - 1].value->end;
	}
	builder->pending_count = open->first;
	char first = builder->bytes[node->start - builder->bom];
	if (node->style == YAML_STYLE_FLOW && (first == '{' || first == '['))
		node->end =
			byte_at(builder, event->end_mark.index) + builder->bom;
	if (node->end < node->start)
		node->end = node->start;
}

/* Anchors and tags may stand before any node. */
static bool
check_properties(struct builder *builder, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL;
	const yaml_char_t *tag = NULL;
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		anchor = event->data.alias.anchor;
		break;
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	default:
		return true;
	}
	size_t start = byte_at(builder, event->start_mark.index);
	if (anchor != NULL)
		return refuse(
			builder, event->start_mark,
			_("the YAML anchors & and aliases * are not read; "
		          "write the value out, or put the text in quotes if "
		          "it begins with & or *"));
	/* The tag ! alone is dropped by the parser. */
	if (tag != NULL ||
	    (start < builder->size && builder->bytes[start] == '!'))
		return refuse(
			builder, event->start_mark,
			_("YAML tags are not read; remove the word with !, or "
		          "put the text in quotes if it begins with !"));
	return true;
}

static const char *
second_document(void)
{
	return _("a second YAML document begins here; remove this line, "
	         "or put what follows into a file of its own");
}

/* What else may follow a document is the parser's business. */
static bool
check_rest(struct builder *builder, const yaml_event_t *event)
{
	size_t at = byte_at(builder, event->start_mark.index);
	at = yaml_next_document(builder->bytes, builder->size, at);
	if (at == builder->size)
		return true;
	problem_add(builder->problems,
	            yaml_mark_at(builder->bytes, builder->size, at), "%s",
	            second_document());
	return false;
}

static bool
take_event(struct builder *builder, const yaml_event_t *event)
{
	if (!check_properties(builder, event))
		return false;
	if (++builder->nodes > NODE_LIMIT)
		return refuse(
			builder, event->start_mark,
			_("this file holds far more values than any report or "
		          "form; reading stops here"));
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (builder->begun)
			return refuse(builder, event->start_mark,
			              second_document());
		builder->begun = true;
		return true;
	case YAML_DOCUMENT_END_EVENT:
		return check_rest(builder, event);
	case YAML_SCALAR_EVENT:
		return take_scalar(builder, event);
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return take_start(builder, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		take_end(builder, event);
		return true;
	default:
		return true;
	}
}

static void
complain(const struct builder *builder, const yaml_parser_t *parser)
{
	if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL) {
		problem_add(builder->problems, (struct mark){0, 0}, "%s",
		            _("there is not enough memory to read this file"));
		return;
	}
	const struct yaml_node *scalar = builder->scalar;
	struct yaml_complaint complaint = {
		.context = parser->context,
		.problem = parser->problem,
		.mark = mark_of(parser->problem_mark),
	};
	if (parser->context != NULL)
		complaint.opened = mark_of(parser->context_mark);
	if (scalar != NULL && scalar->style == YAML_STYLE_QUOTED &&
	    scalar->mark.line < builder->scalar_end.line)
		complaint.quote = scalar->mark;
	yaml_explain(builder->bytes, builder->size, &complaint,
	             builder->problems);
}

static bool
build(struct builder *builder)
{
	yaml_parser_t parser;
	if (yaml_parser_initialize(&parser) == 0) {
		complain(builder, &(yaml_parser_t){.error = YAML_MEMORY_ERROR});
		return false;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&parser, (const unsigned char *)builder->bytes, builder->size);
	bool good = true;
	bool done = false;
	while (good && !done) {
		yaml_event_t event;
		if (yaml_parser_parse(&parser, &event) == 0) {
			complain(builder, &parser);
			good = false;
			break;
		}
		good = take_event(builder, &event);
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return good;
}

struct yaml_document *
yaml_parse(const char *bytes, size_t size, struct problems *problems)
{
	if (size == 0)
		bytes = "";
	size_t bom = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (!yaml_check_source(bytes + bom, size - bom, problems))
		return NULL;
	struct arena *arena = arena_new();
	struct yaml_document *document = arena_alloc(arena, sizeof *document);
	document->arena = arena;
	document->bom = bom > 0;
	struct builder builder = {
		.bytes = bytes + bom,
		.size = size - bom,
		.bom = bom,
		.document = document,
		.problems = problems,
	};
	bool good = build(&builder);
	free(builder.pending);
	if (!good) {
		yaml_document_free(document);
		return NULL;
	}
	return document;
}

void
yaml_document_free(struct yaml_document *document)
{
	if (document != NULL)
		arena_free(document->arena);
}

size_t
yaml_find(const struct yaml_node *map, const char *key, size_t length)
{
	if (map->kind != YAML_NODE_MAP)
		return map->count;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *found = map->entries[i].key;
		if (found->length == length &&
		    memcmp(found->text, key, length) == 0)
			return i;
	}
	return map->count;
}

const struct yaml_node *
yaml_get(const struct yaml_node *map, const char *key)
{
	if (map == NULL)
		return NULL;
	size_t found = yaml_find(map, key, strlen(key));
	return found < map->count ? map->entries[found].value : NULL;
}

bool
yaml_is_null(const struct yaml_node *node)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
	if (node == NULL)
		return true;
	if (node->kind != YAML_NODE_SCALAR || node->style != YAML_STYLE_PLAIN ||
	    node->length > strlen("null"))
		return false;
	for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
		if (strcmp(node->text, nulls[i]) == 0)
			return true;
	return false;
}
