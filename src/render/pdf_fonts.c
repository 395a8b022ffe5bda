/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/pdf_fonts.h"

#include <assert.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uchar.h>

#include "base/language.h"
#include "base/memory.h"

#define FAMILIES 8

/* Each face: its names on the systems and in the shops that offices have, then
 * what looks most like it. Fontconfig would take any typeface for a missing one,
 * without Chinese in it. */
static const struct {
	const char *name; /* for the user */
	const char *proper[FAMILIES];
	const char *alike[FAMILIES];
	bool bold; /* of those alike */
} faces[] = {
	[FACE_TITLE] = {.name = N_("Xiaobiaosong"),
                        .proper = {"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05",
                                   "FZXBSJW--GB1-0", "FZXBSK--GBK1-0"},
                        .alike = {"STZhongsong", "Noto Serif CJK SC",
                                  "Source Han Serif SC", "SimSun", "STSong",
                                  "AR PL UMing CN", "AR PL SungtiL GB"},
                        .bold = true},
	[FACE_HEADING] = {.name = N_("Hei"),
                          .proper = {"SimHei", "STHeiti", "FZHei-B01S",
                                     "FZHei-B01"},
                          .alike = {"Noto Sans CJK SC", "Source Han Sans SC",
                                    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
                                    "Droid Sans Fallback"}},
	[FACE_SUBHEADING] = {.name = N_("Kai"),
                             .proper = {"KaiTi_GB2312", "KaiTi", "STKaiti",
                                        "FZKai-Z03S", "FZKai-Z03", "FandolKai",
                                        "AR PL UKai CN", "AR PL KaitiM GB"},
                             .alike = {"Noto Serif CJK SC",
                                       "Source Han Serif SC", "SimSun",
                                       "AR PL UMing CN", "AR PL SungtiL GB"}},
	[FACE_BODY] = {.name = N_("Fangsong"),
                       .proper = {"FangSong_GB2312", "FangSong", "STFangsong",
                                  "FZFangSong-Z02S", "FZFangSong-Z02",
                                  "FandolFang",
                                  "Zhuque Fangsong (technical preview)"},
                       .alike = {"Noto Serif CJK SC", "Source Han Serif SC",
                                 "SimSun", "STSong", "AR PL UMing CN",
                                 "AR PL SungtiL GB"}},
	[FACE_FOLIO] = {.name = N_("Song"),
                        .proper = {"SimSun", "NSimSun", "STSong",
                                   "FZShuSong-Z01S", "FandolSong"},
                        .alike = {"Noto Serif CJK SC", "Source Han Serif SC",
                                  "AR PL UMing CN", "AR PL SungtiL GB"}},
};

static_assert(sizeof faces / sizeof faces[0] == FACE_COUNT,
              "every face has its fonts");

/* Without these no report can be set: the characters of its name, and marks. */
static const char32_t probe[] = U"\u653F\u5E9C\u4FE1\u606F\u516C\u5F00\u5E74"
				U"\u5EA6\u62A5\u544A\uFF0C\u3002\uFF08\uFF09";

/* Scalable typefaces with Chinese in them: of that family, or all. */
static FcFontSet *
find(const char *family, bool bold)
{
	FcPattern *pattern = FcPatternCreate();
	FcObjectSet *wanted = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
	FcCharSet *characters = FcCharSetCreate();
	FcFontSet *found;

	for (size_t i = 0; probe[i] != 0; i++)
		FcCharSetAddChar(characters, probe[i]);
	FcPatternAddCharSet(pattern, FC_CHARSET, characters);
	FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
	if (family)
		FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
	if (bold)
		FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_BOLD);
	found = FcFontList(NULL, pattern, wanted);
	FcCharSetDestroy(characters);
	FcObjectSetDestroy(wanted);
	FcPatternDestroy(pattern);
	return found;
}

static bool
is_here(const char *family, bool bold)
{
	FcFontSet *found = find(family, bold);
	bool here = found && found->nfont > 0;

	if (found)
		FcFontSetDestroy(found);
	return here;
}

/* The first by name of all that hold Chinese, or NULL. The caller frees it. */
static char *
any_family(void)
{
	FcFontSet *found = find(NULL, false);
	char *first = NULL;

	for (int i = 0; found && i < found->nfont; i++) {
		FcChar8 *name;

		if (FcPatternGetString(found->fonts[i], FC_FAMILY, 0, &name) !=
		            FcResultMatch ||
		    (first && strcmp(first, (const char *)name) <= 0))
			continue;
		free(first);
		first = xstrdup((const char *)name);
	}
	if (found)
		FcFontSetDestroy(found);
	return first;
}

static const char *
first_here(const char *const families[FAMILIES])
{
	for (size_t i = 0; i < FAMILIES && families[i]; i++)
		if (is_here(families[i], false))
			return families[i];
	return NULL;
}

bool
pdf_fonts_choose(struct pdf_font fonts[FACE_COUNT], char **why)
{
	char *any = any_family();

	for (size_t i = 0; i < FACE_COUNT; i++) {
		const char *family = any ? first_here(faces[i].proper) : NULL;

		fonts[i] = (struct pdf_font){.substitute = !family};
		if (!family && any)
			family = first_here(faces[i].alike);
		if (!family)
			family = any;
		if (!family)
			continue;
		fonts[i].family = xstrdup(family);
		fonts[i].bold = fonts[i].substitute && faces[i].bold &&
		                is_here(family, true);
	}
	if (!any)
		*why = xstrdup(
			_("no Chinese typeface is installed here, and a PDF "
		          "needs one; on Debian, Ubuntu and UOS: sudo apt-get "
		          "install fonts-noto-cjk"));
	free(any);
	return fonts[0].family != NULL;
}

void
pdf_fonts_free(struct pdf_font fonts[FACE_COUNT])
{
	for (size_t i = 0; i < FACE_COUNT; i++)
		free(fonts[i].family);
}

void
pdf_fonts_tell(const struct pdf_font fonts[FACE_COUNT], struct buffer *out)
{
	for (size_t i = 0; i < FACE_COUNT; i++)
		if (fonts[i].substitute)
			buffer_format(out, "%s%s = %s%s",
			              out->length > 0 ? "; " : "",
			              _(faces[i].name), fonts[i].family,
			              fonts[i].bold ? " Bold" : "");
}
