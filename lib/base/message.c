/* SPDX-License-Identifier: MIT */
/* message.c: filling the places of a text, and the operating system's reasons in both languages. */
#include "base/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct {
	int number;
	const char *text[2];
} reasons[] = {
	{0, {"原因不明", "unknown reason"}},
	{EPERM, {"系统不允许这一操作", "the system does not allow it"}},
	{ENOENT, {"文件或文件夹不存在", "no such file or directory"}},
	{EINTR, {"操作被中断", "interrupted"}},
	{EIO, {"设备读写出错，请检查磁盘或U盘", "input/output error; check the disk"}},
	{ENXIO, {"设备不可用", "the device is not available"}},
	{E2BIG, {"参数过长", "arguments too long"}},
	{EBADF, {"文件未打开或打开方式不对", "bad file descriptor"}},
	{EAGAIN, {"资源暂不可用，请稍后重试", "temporarily unavailable; try again later"}},
	{ENOMEM, {"内存不足", "out of memory"}},
	{EACCES, {"没有权限", "permission denied"}},
	{EBUSY, {"正在使用中", "it is in use"}},
	{EEXIST, {"已存在同名文件或文件夹", "it already exists"}},
	{EXDEV, {"不在同一个磁盘上", "not on the same file system"}},
	{ENODEV, {"没有这个设备", "no such device"}},
	{ENOTDIR, {"路径中有一部分不是文件夹", "a part of the path is not a directory"}},
	{EISDIR, {"这是文件夹，不是文件", "it is a directory"}},
	{EINVAL, {"参数不正确，或该磁盘不支持这样的名称或操作",
		"invalid argument, or a name or an operation that this file system does not know"}},
	{ENFILE, {"系统打开的文件过多", "too many open files in the system"}},
	{EMFILE, {"本程序打开的文件过多", "too many open files"}},
	{ETXTBSY, {"程序文件正在运行", "the program file is running"}},
	{EFBIG, {"超过该磁盘允许的文件大小", "larger than this file system allows"}},
	{ENOSPC, {"磁盘已满", "no space left on the disk"}},
	{ESPIPE, {"该文件不能定位读写", "the file cannot be positioned"}},
	{EROFS, {"磁盘是只读的", "the file system is read-only"}},
	{EMLINK, {"链接过多", "too many links"}},
	{EPIPE, {"接收方已关闭", "the receiving end is closed"}},
	{ENAMETOOLONG, {"文件名或路径过长", "the name or the path is too long"}},
	{ENOLCK, {"系统无法提供文件锁", "no file locks available"}},
	{ENOSYS, {"系统不支持这一功能", "the system has no such function"}},
	{ENOTEMPTY, {"文件夹不是空的", "the directory is not empty"}},
	{ELOOP, {"路径中有符号链接", "a symbolic link stands in the path"}},
	{EILSEQ, {"含有无法转换的字符", "a character that cannot be converted"}},
	{EOVERFLOW, {"数值超出范围", "a value is out of range"}},
	{ENOTSUP, {"不支持这一操作", "not supported"}},
	{ETIMEDOUT, {"等待超时", "timed out"}},
	{ESTALE, {"网络文件夹已失效，请重新连接", "the network folder is stale; connect to it again"}},
	{EDQUOT, {"磁盘配额已用完", "the disk quota is used up"}},
	{ECANCELED, {"操作已取消", "cancelled"}},
};

static void add_value(struct tz_buffer *out, const char *value)
{
	int32_t codepoint;
	size_t size;

	for (; *value; value += size) {
		size = tz_text_next(value, &codepoint);
		if (size && !tz_text_is_unsafe(codepoint)) {
			tz_buffer_add(out, value, size);
		} else {
			tz_buffer_text_add(out, "\xEF\xBF\xBD");
			size = size ? size : 1;
		}
	}
}

static const char *find(const char *name, size_t size, const struct tz_place *places, size_t num)
{
	for (size_t i = 0; i < num; i++)
		if (strlen(places[i].name) == size && memcmp(places[i].name, name, size) == 0)
			return places[i].value ? places[i].value : "";
	return "";
}

static bool has_empty_place(const char *text, const char *end, const struct tz_place *places,
			    size_t num)
{
	for (const char *open = text; open < end; open++) {
		const char *close;

		if (*open != '{')
			continue;
		close = strchr(open, '}');
		if (close && !*find(open + 1, (size_t)(close - open - 1), places, num))
			return true;
	}
	return false;
}

void tz_message_fill(struct tz_buffer *out, const char *template_text,
		     const struct tz_place *places, size_t num_places)
{
	const char *p = template_text, *end;

	while (*p) {
		size_t plain = strcspn(p, "{[]");

		tz_buffer_add(out, p, plain);
		p += plain;
		if (*p == '{' && (end = strchr(p, '}'))) {
			add_value(out, find(p + 1, (size_t)(end - p - 1), places, num_places));
			p = end + 1;
		} else if (*p == '[' && (end = strchr(p, ']'))) {
			/* A part that is kept loses only its brackets, which the branch below drops. */
			p = has_empty_place(p, end, places, num_places) ? end + 1 : p + 1;
		} else if (*p) {
			p++;
		}
	}
}

const char *tz_message_errno(int sys_errno, enum taizhang_lang lang)
{
	/* strerror would speak in the locale's language and in its character set. */
	static _Thread_local char other[40];

	lang = lang == TAIZHANG_LANG_EN ? TAIZHANG_LANG_EN : TAIZHANG_LANG_ZH;
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].number == sys_errno)
			return reasons[i].text[lang];
	snprintf(other, sizeof other, lang == TAIZHANG_LANG_EN ? "system error %d" : "系统错误 %d",
		 sys_errno);
	return other;
}
