#!/bin/sh
# SPDX-License-Identifier: MIT
# fixture.sh: makes in the present folder what the runs of faults/run.c begin with. $1: the command.
set -eu
taizhang=$1
mkdir mini in
cat > mini/catalog.csv <<'END'
key,value
id,mini
title_zh,小体系
edition,2017
class,prefecture
END
printf 'block_id,title_zh\nI,板块\n' > mini/blocks.csv
printf 'project_id,block_id,title_zh\nI-1,I,项目\n' > mini/projects.csv
printf 'indicator_id,project_id,title_zh\nI-1-1,I-1,指标\n' > mini/indicators.csv
printf 'content_id,indicator_id,title_zh\nI-1-1-1,I-1-1,内容\n' > mini/contents.csv
cat > mini/items.csv <<'END'
item_id,serial,content_id,title_zh,kind,department
I-1-1-1-1,M001,I-1-1-1,工作方案,normative,市教育局
I-1-1-1-2,M002,I-1-1-1,活动图片,image,市教育局
END

# Bytes that do not shrink, so that a package is written in more than one piece.
bytes() { openssl enc -aes-128-ctr -nosalt -pass pass:"$1" -in /dev/zero 2> /dev/null | head -c "$2"; }

"$taizhang" new d --city 示例市 --year 2017 --catalog mini -q
bytes 1 300000 > "$(echo d/materials/I-1-1-1-1*)/方案.pdf"
cp -a d 待扫描
"$taizhang" scan d -q
bytes 2 900000 > "$(echo d/materials/I-1-1-1-2*)/活动.jpg"
cp -a d 改过
"$taizhang" scan d -q
bytes 3 200000 > in/照片.jpg
echo 说明 > in/说明.txt
printf '目标,字段,值\nM001/1,title,新标题\nM001/1,number,哈办发〔2012〕9号\n' > fields.csv
"$taizhang" new 市 --city 示例市 --year 2017 --catalog mini -q
cp -a d 补过
echo 补充 > "$(echo 补过/materials/I-1-1-1-1*)/补充.txt"
"$taizhang" scan 补过 -q
for format in zip tar tar.gz tar.zst; do
	"$taizhang" pack d -o 包.$format --allow-incomplete -q
done
"$taizhang" pack d -o 卷.zip --allow-incomplete --max-size 1M -q
"$taizhang" pack 补过 -o 增补.zip --allow-incomplete --base 包.zip -q
# Whether a remembered file is the one that a copy has in its place is chance, and the calls must be the same in each run.
rm -f */.taizhang-digests
