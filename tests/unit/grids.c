/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "grids.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "unit.h"

/* libcheck writes a message for every assertion that holds, too: what is
 * asked of every column of a drawing only calls it on failure. */

/* --- grids --- */

static bool
is_free(const struct grid *grid, const bool *taken, size_t line, size_t column)
{
	return !taken[line * grid->columns + column];
}

static void
put_cell(struct grid *grid, bool *taken, size_t line, bool head,
         const char *cell, size_t length)
{
	size_t across = 1, down = 1, column = 0;
	enum grid_kind kind = GRID_LABEL;
	struct grid_cell *put;
	char *text = xstrndup(cell, length);
	char *rest = text;
	size_t x, y;

	if (isdigit((unsigned char)*rest) && strchr(rest, ':') != NULL) {
		across = strtoul(rest, &rest, 10);
		if (*rest == 'x')
			down = strtoul(rest + 1, &rest, 10);
		ck_assert_int_eq(*rest++, ':');
	}
	if (*rest == '#')
		kind = *++rest == '\0' ? GRID_BLANK : GRID_COUNT;
	else if (*rest == '?')
		rest++, kind = GRID_TEXT;
	while (column < grid->columns && !is_free(grid, taken, line, column))
		column++;
	if (column + across > grid->columns)
		ck_abort_msg("line %zu of the sample grid is too long", line);
	put = grid_put(grid, line, column, across, down, kind,
	               kind == GRID_LABEL ? NULL : "a.path", rest);
	put->head = head;
	for (y = line; y < line + down; y++)
		for (x = column; x < column + across; x++)
			taken[y * grid->columns + x] = true;
	free(text);
}

struct grid *
grid_from(size_t columns, const char *const *lines)
{
	struct grid *grid;
	bool *taken;
	size_t count = 0;
	size_t line;

	while (lines[count] != NULL)
		count++;
	grid = grid_new(count, columns);
	taken = xcalloc(count * columns, sizeof(*taken));
	for (line = 0; line < count; line++) {
		bool head = lines[line][0] == '^';
		const char *cell = lines[line] + head;

		if (head && grid->head_lines == line)
			grid->head_lines++;
		for (;;) {
			size_t length = strcspn(cell, "|");

			put_cell(grid, taken, line, head, cell, length);
			if (cell[length] == '\0')
				break;
			cell += length + 1;
		}
	}
	free(taken);
	return grid;
}

struct grid *
grid_two(void)
{
	static const char *const lines[] = {
		"^4:第二十条第（一）项",
		"^信息内容|本年制发件数|本年废止件数|现行有效件数",
		"规章|#0|#0|#",
		"行政规范性文件|#13|#43|#",
		"^4:第二十条第（五）项",
		"^信息内容|3:本年处理决定数量",
		"行政许可|3:#99514",
		"^4:第二十条第（六）项",
		"^信息内容|3:本年处理决定数量",
		"行政处罚|3:#140924",
		"行政强制|3:#7301",
		"^4:第二十条第（八）项",
		"^信息内容|3:本年收费金额（单位：万元）",
		"行政事业性收费|3:#7012",
		NULL,
	};

	return grid_from(4, lines);
}

struct grid *
grid_three(void)
{
	static const char *const lines[] = {
		"^3x3:（本列数据的勾稽关系为：第一项加第二项之和，"
		"等于第三项加第四项之和）|7:申请人情况",
		"^1x2:自然人|5:法人或其他组织|1x2:总计",
		"^商业企业|科研机构|社会公益组织|法律服务机构|其他",
		"3:一、本年新收政府信息公开申请数量"
		"|#558|#10|#0|#0|#6|#2|#576",
		"3:二、上年结转政府信息公开申请数量"
		"|#1|#0|#0|#0|#0|#0|#1",
		"1x22:三、本年度办理结果|2:（一）予以公开"
		"|#332|#2|#0|#0|#2|#0|#336",
		"2:（二）部分公开（区分处理的，只计这一情形，"
		"不计其他情形）|#14|#2|#0|#0|#2|#1|#19",
		"1x8:（三）不予公开|1.属于国家秘密|#0|#0|#0|#0|#0|#0|#0",
		"2.其他法律行政法规禁止公开|#0|#0|#0|#0|#0|#0|#0",
		"3.危及“三安全一稳定”|#0|#0|#0|#0|#0|#0|#0",
		"4.保护第三方合法权益|#0|#0|#0|#0|#1|#0|#1",
		"5.属于三类内部事务信息|#4|#0|#0|#0|#0|#0|#4",
		"6.属于四类过程性信息|#0|#0|#0|#0|#0|#0|#0",
		"7.属于行政执法案卷|#1|#0|#0|#0|#0|#0|#1",
		"8.属于行政查询事项|#2|#0|#0|#0|#0|#0|#2",
		"1x3:（四）无法提供|1.本机关不掌握相关政府信息"
		"|#64|#2|#0|#0|#1|#0|#67",
		"2.没有现成信息需要另行制作|#1|#0|#0|#0|#0|#0|#1",
		"3.补正后申请内容仍不明确|#0|#0|#0|#0|#0|#0|#0",
		"1x5:（五）不予处理|1.信访举报投诉类申请"
		"|#2|#0|#0|#0|#0|#0|#2",
		"2.重复申请|#2|#0|#0|#0|#0|#0|#2",
		"3.要求提供公开出版物|#0|#0|#0|#0|#0|#0|#0",
		"4.无正当理由大量反复申请|#0|#0|#0|#0|#0|#0|#0",
		"5.要求行政机关确认或重新出具已获取信息"
		"|#0|#0|#0|#0|#0|#0|#0",
		"1x3:（六）其他处理|1.申请人无正当理由逾期不补正、"
		"行政机关不再处理其政府信息公开申请|#52|#0|#0|#0|#0|#0|#52",
		"2.申请人逾期未按收费通知要求缴纳费用、"
		"行政机关不再处理其政府信息公开申请|#0|#0|#0|#0|#0|#0|#0",
		"3.其他|#74|#4|#0|#0|#0|#1|#79",
		"2:（七）总计|#548|#10|#0|#0|#6|#2|#566",
		"3:四、结转下年度继续办理|#11|#0|#0|#0|#0|#0|#11",
		NULL,
	};

	return grid_from(10, lines);
}

struct grid *
grid_four(void)
{
	static const char *const lines[] = {
		"^5:行政复议|10:行政诉讼",
		"^1x2:结果维持|1x2:结果纠正|1x2:其他结果|1x2:尚未审结"
		"|1x2:总计|5:未经复议直接起诉|5:复议后起诉",
		"^结果维持|结果纠正|其他结果|尚未审结|总计"
		"|结果维持|结果纠正|其他结果|尚未审结|总计",
		"#0|#1|#0|#0|#1|#0|#0|#0|#1|#1|#0|#0|#0|#0|#0",
		NULL,
	};

	return grid_from(15, lines);
}

/* A generator of our own, so that a seed means the same everywhere. */
static unsigned
next_random(unsigned *state, unsigned below)
{
	*state = *state * 1103515245U + 12345U;
	return (*state >> 16) % below;
}

static void
random_text(unsigned *state, struct buffer *text, bool figure)
{
	static const char *const parts[] = {
		"政", "府",   "信息",    "（一）", "、",  "“三安全”",
		"ab", "公开", "e\u0301", "😀",      " 件", "word",
	};
	unsigned length = next_random(state, figure ? 5 : 14);

	buffer_clear(text);
	buffer_puts(text, "");
	while (length-- > 0) {
		if (figure)
			buffer_putc(text, length % 2 == 0 ? '1' : '7');
		else
			buffer_puts(text, parts[next_random(state, 12)]);
	}
}

struct grid *
grid_random(unsigned seed)
{
	unsigned state = seed * 2654435761U + 1;
	size_t height = 1 + next_random(&state, 8);
	size_t columns = 1 + next_random(&state, 8);
	struct grid *grid = grid_new(height, columns);
	bool *taken = xcalloc(height * columns, sizeof(*taken));
	struct buffer text = {NULL, 0, 0};
	size_t line, column, x, y;

	for (line = 0; line < height; line++) {
		for (column = 0; column < columns; column++) {
			size_t across = 1, down = 1;
			bool figure = next_random(&state, 3) == 0;
			struct grid_cell *cell;

			if (!is_free(grid, taken, line, column))
				continue;
			while (column + across < columns &&
			       is_free(grid, taken, line, column + across) &&
			       next_random(&state, 4) == 0)
				across++;
			while (line + down < height &&
			       next_random(&state, 4) == 0)
				down++;
			random_text(&state, &text, figure);
			cell = grid_put(grid, line, column, across, down,
			                !figure            ? GRID_LABEL
			                : text.length == 0 ? GRID_BLANK
			                                   : GRID_COUNT,
			                NULL, text.data);
			cell->head = next_random(&state, 3) == 0;
			for (y = line; y < line + down; y++)
				for (x = column; x < column + across; x++)
					taken[y * columns + x] = true;
		}
	}
	buffer_free(&text);
	free(taken);
	return grid;
}

/* --- the reader: columns of a terminal, then rectangles between rules --- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

/* One column of one line: the character that begins in it, with what
 * combines with it, as bytes; nothing in the second half of a wide one. */
struct spot {
	const char *text;
	size_t length;
	unsigned arms; /* of a rule; a plain + may have any */
	bool rule;
	bool seen;
};

struct picture {
	const char *what;
	struct spot *spots;
	size_t width, height;
	size_t unit; /* columns of a box line */
};

static struct spot *
spot_at(const struct picture *picture, size_t x, size_t y)
{
	return &picture->spots[y * picture->width + x];
}

static unsigned
arms_of(char32_t character)
{
	static const char32_t box[] = U"│─┌┐└┘├┤┬┴┼|-+";
	static const unsigned arms[] = {3, 12, 10, 6,  9, 5,  11,
	                                7, 14, 13, 15, 3, 12, 15};
	size_t i;

	for (i = 0; box[i] != 0; i++)
		if (box[i] == character)
			return arms[i];
	return 0;
}

/* A rule takes `unit` columns; - and | in texts are told apart by place, so
 * texts of samples drawn in ASCII hold none. */
static void
read_line(struct picture *picture, size_t y, const char *line, size_t length,
          const struct render_options *options)
{
	size_t x = 0, at = 0;

	while (at < length) {
		char32_t character;
		size_t bytes = text_decode(line + at, length - at, &character);
		size_t width =
			(size_t)text_char_width(character, options->ambiguous);
		bool ascii = character < 0x80;
		unsigned arms =
			ascii == options->ascii ? arms_of(character) : 0;

		if (x + width > picture->width)
			ck_abort_msg("%s: line %zu is wider than %zu",
			             picture->what, y, picture->width);
		if (width == 0) {
			size_t base = x;

			while (base > 0 &&
			       spot_at(picture, --base, y)->text == NULL)
				;
			spot_at(picture, base, y)->length += bytes;
		} else {
			size_t i;

			*spot_at(picture, x, y) = (struct spot){
				line + at, bytes, arms, arms != 0, false};
			for (i = 1; i < width; i++)
				*spot_at(picture, x + i, y) = (struct spot){
					.rule = arms != 0, .seen = true};
			x += width;
		}
		at += bytes;
	}
	if (x != picture->width)
		ck_abort_msg("%s: line %zu: expected %zu columns, seen %zu",
		             picture->what, y, picture->width, x);
}

static struct picture
read_picture(const char *what, const char *text,
             const struct render_options *options)
{
	struct picture picture = {.what = what};
	const char *line;
	size_t y = 0;

	for (line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
		picture.height++;
	picture.width =
		text_width(text, strcspn(text, "\n"), options->ambiguous);
	picture.unit = options->ascii ? 1 : (size_t)options->ambiguous;
	picture.spots =
		xcalloc(picture.width * picture.height, sizeof(*picture.spots));
	for (line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
		read_line(&picture, y++, line, strcspn(line, "\n"), options);
	return picture;
}

/* The arms a rule at x, y would need to meet its neighbours. */
static bool
has_arm(const struct picture *picture, long x, long y, unsigned arm)
{
	if (x < 0 || y < 0 || x >= (long)picture->width ||
	    y >= (long)picture->height)
		return false;
	return (spot_at(picture, (size_t)x, (size_t)y)->arms & arm) != 0;
}

/* Every arm of a rule meets an arm of its neighbour. */
static void
check_joints(const struct picture *picture, bool ascii)
{
	static const struct {
		unsigned arm, back;
		long dx, dy;
	} sides[] = {{UP, DOWN, 0, -1},
	             {DOWN, UP, 0, 1},
	             {LEFT, RIGHT, -1, 0},
	             {RIGHT, LEFT, 1, 0}};
	size_t x, y, i;

	for (y = 0; y < picture->height; y++) {
		for (x = 0; x < picture->width; x++) {
			const struct spot *spot = spot_at(picture, x, y);

			for (i = 0; i < 4 && spot->arms != 0; i++) {
				bool arm = (spot->arms & sides[i].arm) != 0;
				bool met = has_arm(
					picture,
					(long)x + sides[i].dx *
							  (long)picture->unit,
					(long)y + sides[i].dy, sides[i].back);

				if (ascii && spot->arms == 15 && !met)
					continue;
				if (arm != met)
					ck_abort_msg(
						"%s: the rule at column %zu of "
						"line %zu meets nothing, or is "
						"met by one it lacks",
						picture->what, x, y);
			}
		}
	}
}

/* A cell as read: the rectangle inside its rules. */
struct read_cell {
	size_t left, top, right, bottom; /* the last two exclusive */
	struct buffer text;              /* without blanks */
	size_t lines;                    /* that hold any */
};

static struct read_cell
read_cell(const struct picture *picture, size_t left, size_t top)
{
	struct read_cell cell = {left, top, left, top, {NULL, 0, 0}, 0};
	size_t x, y;

	while (cell.right < picture->width &&
	       !spot_at(picture, cell.right, top)->rule)
		cell.right++;
	while (cell.bottom < picture->height &&
	       !spot_at(picture, left, cell.bottom)->rule)
		cell.bottom++;
	buffer_puts(&cell.text, "");
	for (y = top; y < cell.bottom; y++) {
		size_t before = cell.text.length;

		for (x = left; x < cell.right; x++) {
			struct spot *spot = spot_at(picture, x, y);

			if (spot->rule)
				ck_abort_msg(
					"%s: a rule in the cell at column %zu "
					"of line %zu",
					picture->what, left, top);
			spot->seen = true;
			if (spot->length > 0 && *spot->text != ' ')
				buffer_add(&cell.text, spot->text,
				           spot->length);
		}
		cell.lines += cell.text.length > before;
	}
	return cell;
}

/* How many different edges of cells lie before `edge`. */
static size_t
edges_before(const bool *edges, size_t edge)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < edge; i++)
		count += edges[i];
	return count;
}

static void
compare_text(const char *what, const struct grid *grid, size_t slot,
             const struct buffer *seen)
{
	const char *text = grid->cells[slot].text;
	struct buffer expected = {NULL, 0, 0};
	size_t i;

	buffer_puts(&expected, "");
	for (i = 0; text[i] != '\0'; i++)
		if (text[i] != ' ')
			buffer_putc(&expected, text[i]);
	if (strcmp(expected.data, seen->data) != 0)
		ck_abort_msg("%s: cell %zu,%zu: expected \"%s\", seen \"%s\"",
		             what, slot / grid->columns, slot % grid->columns,
		             expected.data, seen->data);
	buffer_free(&expected);
}

/* The slot whose origin is the next one from `slot` on. */
static size_t
next_origin(const struct grid *grid, size_t slot)
{
	while (slot < grid->lines * grid->columns &&
	       grid->cells[slot].origin != slot)
		slot++;
	return slot;
}

/* Which edges of the grid are the edge of any cell: a column may be merged
 * with its neighbour in every line. */
static void
grid_edges(const struct grid *grid, bool *across, bool *down)
{
	size_t slot = 0;

	for (;;) {
		slot = next_origin(grid, slot);
		if (slot == grid->lines * grid->columns)
			return;
		across[slot % grid->columns] = true;
		down[slot / grid->columns] = true;
		across[slot % grid->columns + grid->cells[slot].across] = true;
		down[slot / grid->columns + grid->cells[slot].down] = true;
		slot++;
	}
}

void
drawn_check(const char *what, const struct grid *grid, const char *text,
            const struct render_options *options)
{
	struct picture picture = read_picture(what, text, options);
	struct read_cell *cells =
		xcalloc(picture.width * picture.height, sizeof(*cells));
	bool *lefts = xcalloc(picture.width + 2, sizeof(*lefts));
	bool *tops = xcalloc(picture.height + 2, sizeof(*tops));
	bool *across = xcalloc(grid->columns + 1, sizeof(*across));
	bool *down = xcalloc(grid->lines + 1, sizeof(*down));
	size_t count = 0, slot = 0;
	size_t x, y, i;

	check_joints(&picture, options->ascii);
	for (y = 0; y < picture.height; y++)
		for (x = 0; x < picture.width; x++) {
			struct spot *spot = spot_at(&picture, x, y);

			if (spot->rule || spot->seen)
				continue;
			cells[count] = read_cell(&picture, x, y);
			lefts[cells[count].left] = true;
			tops[cells[count].top] = true;
			count++;
		}
	grid_edges(grid, across, down);
	for (i = 0; i < count; i++, slot++) {
		const struct grid_cell *cell;

		slot = next_origin(grid, slot);
		if (slot >= grid->lines * grid->columns)
			ck_abort_msg("%s: more cells than the grid has", what);
		cell = &grid->cells[slot];
		x = slot % grid->columns;
		y = slot / grid->columns;
		ck_assert_uint_eq(edges_before(across, x),
		                  edges_before(lefts, cells[i].left));
		ck_assert_uint_eq(edges_before(down, y),
		                  edges_before(tops, cells[i].top));
		ck_assert_uint_eq(
			edges_before(across, x + cell->across),
			edges_before(lefts, cells[i].right + picture.unit));
		ck_assert_uint_eq(edges_before(down, y + cell->down),
		                  edges_before(tops, cells[i].bottom + 1));
		compare_text(what, grid, slot, &cells[i].text);
		if (cell->kind != GRID_LABEL && cell->kind != GRID_TEXT &&
		    cells[i].lines > 1)
			ck_abort_msg("%s: the figure %s stands on %zu lines",
			             what, cell->text, cells[i].lines);
		buffer_free(&cells[i].text);
	}
	if (next_origin(grid, slot) != grid->lines * grid->columns)
		ck_abort_msg("%s: fewer cells than the grid has", what);
	free(down);
	free(across);
	free(tops);
	free(lefts);
	free(cells);
	free(picture.spots);
}
