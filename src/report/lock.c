/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/account.h"
#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"

/* A longer file is no lock. */
#define SIZE_MOST 4096
/* Others may take and leave it between two looks; so often, hardly. */
#define ATTEMPTS 20

/* --- what stands in it --- */

static char *
describe_self(void)
{
	struct json_value *object = json_new_object();
	struct buffer line = {0};
	char *name = account_name(), *host = account_host();
	char since[32] = "";
	time_t now = time(NULL);
	struct tm day = {0};

	localtime_r(&now, &day);
	strftime(since, sizeof(since), "%Y-%m-%d %H:%M", &day);
	json_set(object, "user", json_new_string(name));
	json_set(object, "host", json_new_string(host));
	json_set(object, "pid", json_new_integer(getpid()));
	json_set(object, "since", json_new_string(since));
	json_add_line(object, &line);
	buffer_putc(&line, '\n');
	json_value_free(object);
	free(name);
	free(host);
	return buffer_take(&line);
}

static struct json_value *
read_holder(int file)
{
	char bytes[SIZE_MOST];
	ssize_t length = pread(file, bytes, sizeof(bytes), 0);

	return length > 0 ? json_read(bytes, (size_t)length) : NULL;
}

static const char *
text_of(const struct json_value *holder, const char *key)
{
	const char *text = json_as_text(json_member(holder, key));

	return text && text[0] ? text : "?";
}

static char *
tell_holder(const struct json_value *holder)
{
	return xformat(_("%s on %s, since %s"), text_of(holder, "user"),
	               text_of(holder, "host"), text_of(holder, "since"));
}

static bool
is_here(const struct json_value *holder)
{
	char *host = account_host();
	bool here = strcmp(text_of(holder, "host"), host) == 0;

	free(host);
	return here;
}

/* Whether the process still lives, as far as can be told without the system's
 * lock. */
static bool
lives(const struct json_value *holder)
{
	int64_t pid;

	if (!holder || !json_as_integer(json_member(holder, "pid"), &pid) ||
	    pid <= 0 || pid > INT32_MAX)
		return false;
	if (!is_here(holder))
		return true;
	return pid != getpid() && (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

/* --- the system's lock --- */

enum grip { GRIP_MINE, GRIP_ANOTHER, GRIP_UNKNOWN };

static enum grip
grip(int file)
{
	while (flock(file, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			return GRIP_ANOTHER;
		if (errno != EINTR)
			return GRIP_UNKNOWN;
	}
	return GRIP_MINE;
}

/* --- taking it --- */

enum attempt { ATTEMPT_TAKEN, ATTEMPT_HELD, ATTEMPT_NONE, ATTEMPT_AGAIN };

static enum attempt
make(struct lock *lock)
{
	char *line;
	size_t length;
	ssize_t written;

	if (grip(lock->file) == GRIP_ANOTHER ||
	    !file_is_still(lock->file, lock->path))
		return ATTEMPT_AGAIN;
	/* Whoever may come is to be told, whatever the umask keeps. */
	(void)fchmod(lock->file, 0644);
	line = describe_self();
	length = strlen(line);
	written = write(lock->file, line, length);
	free(line);
	/* On a full disk it is locked all the same, only not by whom. */
	return written >= 0 || errno == ENOSPC || errno == EDQUOT
	               ? ATTEMPT_TAKEN
	               : ATTEMPT_NONE;
}

/* There is one already: another's, or one that was left. */
static enum attempt
challenge(struct lock *lock)
{
	struct stat status;
	struct json_value *holder;
	enum grip its;
	bool held;

	if (fstat(lock->file, &status) != 0 || !S_ISREG(status.st_mode))
		return ATTEMPT_NONE;
	its = grip(lock->file);
	holder = read_holder(lock->file);
	held = its == GRIP_ANOTHER ||
	       (holder && (its == GRIP_UNKNOWN || !is_here(holder)) &&
	        lives(holder));
	if (held)
		lock->holder = tell_holder(holder);
	json_value_free(holder);
	if (held)
		return ATTEMPT_HELD;
	if (file_is_still(lock->file, lock->path) && unlink(lock->path) != 0)
		return ATTEMPT_NONE;
	return ATTEMPT_AGAIN;
}

static enum attempt
attempt(struct lock *lock)
{
	const int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;

	lock->file = open(lock->path, O_RDWR | O_CREAT | O_EXCL | flags, 0644);
	if (lock->file >= 0)
		return make(lock);
	if (errno != EEXIST)
		return ATTEMPT_NONE;
	/* NFS locks only what may be written to. */
	lock->file = open(lock->path, O_RDWR | flags);
	if (lock->file < 0 && errno != ENOENT)
		lock->file = open(lock->path, O_RDONLY | flags);
	if (lock->file >= 0)
		return challenge(lock);
	return errno == ENOENT ? ATTEMPT_AGAIN : ATTEMPT_NONE;
}

static void
let_go(struct lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	lock->file = -1;
}

enum lock_state
lock_take(struct lock *lock, const char *file)
{
	enum attempt last = ATTEMPT_AGAIN;

	*lock = (struct lock){.file = -1};
	lock->path = file_companion(file, "lock");
	if (!lock->path)
		return LOCK_NONE;
	for (int i = 0; i < ATTEMPTS && last == ATTEMPT_AGAIN; i++) {
		if (lock->file >= 0)
			close(lock->file);
		last = attempt(lock);
	}
	if (last == ATTEMPT_TAKEN)
		return LOCK_TAKEN;
	let_go(lock);
	return last == ATTEMPT_HELD ? LOCK_HELD : LOCK_NONE;
}

void
lock_release(struct lock *lock)
{
	if (lock->file >= 0 && file_is_still(lock->file, lock->path))
		unlink(lock->path);
	let_go(lock);
	free(lock->path);
	free(lock->holder);
	*lock = (struct lock){.file = -1};
}
