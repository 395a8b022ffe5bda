/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/message.h"
#include "command/command.h"
#include "render/office.h"

int
command_office(const struct call *call, const struct renderer *renderer)
{
	char *why = office_why_not(renderer);
	char *program = office_program(renderer);

	if (!why)
		execv(program, call->arguments);
	message_error("render: %s", why ? why : strerror(errno));
	free(why);
	free(program);
	return EXIT_FAILED;
}
