/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/install.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "command/command.h"
#include "render/render.h"

int
command_office(const struct call *call, const struct renderer *renderer)
{
	char *program =
		xformat("%s/%s", install_folder(BUILD_DIR, PKGLIBEXECDIR),
	                renderer->program);

	execv(program, call->arguments);
	if (errno == ENOENT)
		message_error(_("render: %s is written by %s, which is not "
		                "installed here; html can be printed and "
		                "opened by WPS, too"),
		              renderer->name, renderer->program);
	else
		message_error(_("render: %s is written by %s, which cannot be "
		                "started: %s"),
		              renderer->name, program, strerror(errno));
	free(program);
	return EXIT_FAILED;
}
