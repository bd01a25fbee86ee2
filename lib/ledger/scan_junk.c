/* SPDX-License-Identifier: MIT */
/* scan_junk.c: names of files that systems and programs leave beside the material. */
#include "ledger/scan_junk.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/path.h"

/* Whole names, of files and of folders. */
static const char *const names[] = {
	"Thumbs.db", "ehthumbs.db", "desktop.ini", ".DS_Store", ".localized", ".directory",
	"__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", ".Spotlight-V100",
	".fseventsd", ".TemporaryItems",
	/* What our own ledgers remember, where one was copied into the material. */
	".taizhang-digests", ".taizhang-facts",
};

/* Beginnings: owner files of Word and WPS (~$), LibreOffice's locks, AppleDouble, our own temporaries, files that are
 * deleted while open (NFS, FUSE), recycle bins. */
static const char *const prefixes[] = {
	"~$", ".~", "._", TZ_FILE_TEMPORARY, ".nfs0", ".fuse_hidden", ".Trash",
};

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), end_size = strlen(end);

	return size >= end_size && strcasecmp(name + size - end_size, end) == 0;
}

bool tz_scan_is_junk(const char *name)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strncasecmp(name, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	/* ~WRL0001.tmp is Word's; the mark of a download is a file of its own where NTFS streams are not known. */
	if (name[0] == '~' && tz_path_has_extension(name, "tmp"))
		return true;
	return ends_with(name, ":Zone.Identifier");
}
