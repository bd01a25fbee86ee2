#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the pictures beside it, by ImageMagick, exiftool and cjpeg: one scene in every form that a format has. Run in this folder; what it makes is
# committed, since other versions of these programs write other bytes.
set -eu
mkdir -p jpeg png tiff bmp webp gif
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scene=$work/scene.png
# A sky, a ground, a house with a roof and windows, a tree: nothing in it is symmetric.
convert -size 96x72 gradient:'#7fb2e8-#dfeefb' -fill '#5a7f3a' -draw 'rectangle 0,50 95,71' -fill '#b5523b' -draw 'rectangle 12,28 50,58' \
	-fill '#5e2f26' -draw 'polygon 8,28 31,12 54,28' -fill '#f4e9c8' -draw 'rectangle 18,34 26,42 rectangle 36,34 44,42' \
	-fill '#33502a' -draw 'circle 76,34 76,20' -fill '#4a3a2a' -draw 'rectangle 74,48 78,62' -resize 64x48! -depth 8 -strip "PNG24:$scene"

# JPEG
convert "$scene" -sampling-factor 2x2 -quality 85 jpeg/photo.jpg
exiftool -q -overwrite_original -codedcharacterset=utf8 -DateTimeOriginal='2017:05:03 10:11:12' -SubSecTimeOriginal=34 \
	-OffsetTimeOriginal=+08:00 -ModifyDate='2017:06:01 08:00:00' -GPSLatitude=40.6574 -GPSLatitudeRef=N -GPSLongitude=109.8403 \
	-GPSLongitudeRef=E -Make=ExampleCam -Model='ExampleCam X1' -Software='示例修图 3.1' -Artist=示例单位 -OwnerName=示例单位办公室 \
	-SerialNumber=X1-000001 -Copyright='示例市 2017' -ImageDescription='示例市广场' -UserComment='实景图片' -XPComment='宣传栏' \
	-Orientation#=6 -XResolution=300 -YResolution=300 -ResolutionUnit=inches jpeg/photo.jpg
convert "$scene" -quality 85 -density 200x300 -units PixelsPerInch jpeg/scan.jpg
convert "$scene" -quality 85 -interlace JPEG jpeg/progressive.jpg
convert "$scene" -quality 85 -colorspace Gray -set comment '示例' jpeg/grey.jpg
convert "$scene" -quality 85 -colorspace CMYK jpeg/cmyk.jpg
convert "$scene" "$work/scene.ppm"
cjpeg -arithmetic -quality 85 -outfile jpeg/arithmetic.jpg "$work/scene.ppm"

# PNG
convert "$scene" -density 118.11 -units PixelsPerCentimeter PNG24:png/rgb.png
convert "$scene" -interlace PNG PNG24:png/interlaced.png
convert "$scene" -fill none -draw 'color 0,0 point' -alpha set -channel A -evaluate set 60% +channel PNG32:png/rgba.png
convert "$scene" -colors 16 PNG8:png/indexed.png
convert "$scene" -colorspace Gray -threshold 50% -depth 1 png/grey1.png
convert "$scene" -colorspace Gray -depth 16 -define png:bit-depth=16 png/grey16.png
convert "$scene" -set Software 示例修图 -set Author 示例单位 -set Description 示例市广场 PNG24:png/text.png
cp "$scene" png/exif.png
exiftool -q -overwrite_original -EXIF:DateTimeOriginal='2017:05:03 10:11:12' -EXIF:Model=X1 png/exif.png

# TIFF
convert "$scene" -compress LZW -density 300 -units PixelsPerInch tiff/lzw.tif
convert "$scene" -endian MSB -compress None tiff/big.tif
convert "$scene" -compress Zip -define tiff:tile-geometry=32x32 tiff/tiles.tif
convert "$scene" -compress JPEG -quality 85 tiff/jpeg.tif
convert "$scene" -colorspace Gray -threshold 50% -compress Group4 -density 204 -units PixelsPerInch tiff/fax.tif
convert "$scene" -compress LZW -interlace plane tiff/planes.tif
convert "$scene" -colors 16 -compress LZW -type Palette tiff/palette.tif
convert "$scene" -colorspace CMYK -compress LZW tiff/cmyk.tif
convert "$scene" -depth 16 -compress Zip tiff/rgb16.tif
convert "$scene" tiff/fax.tif "$scene" -compress LZW tiff/pages.tif
cp tiff/lzw.tif tiff/exif.tif
exiftool -q -overwrite_original -EXIF:DateTimeOriginal='2017:05:03 10:11:12' -EXIF:OffsetTimeOriginal=+08:00 -EXIF:Artist=示例单位 \
	-EXIF:GPSLatitude=40.6574 -EXIF:GPSLatitudeRef=N -EXIF:GPSLongitude=109.8403 -EXIF:GPSLongitudeRef=E tiff/exif.tif

# BMP
convert "$scene" -density 118.11 -units PixelsPerCentimeter BMP3:bmp/rgb24.bmp
convert "$scene" BMP2:bmp/os2.bmp
convert "$scene" -alpha set BMP:bmp/rgb32.bmp
convert "$scene" -define bmp:subtype=RGB565 BMP:bmp/rgb565.bmp
convert "$scene" -define bmp:subtype=RGB555 BMP:bmp/rgb555.bmp
convert "$scene" -colors 200 -type Palette -compress None BMP3:bmp/indexed8.bmp
convert "$scene" -colors 200 -type Palette -compress RLE BMP3:bmp/rle8.bmp
convert "$scene" -colors 12 -type Palette -compress None BMP3:bmp/indexed4.bmp
convert "$scene" -colorspace Gray -threshold 50% -type Bilevel -compress None BMP3:bmp/indexed1.bmp

# WebP
convert "$scene" -quality 80 webp/lossy.webp
convert "$scene" -define webp:lossless=true webp/lossless.webp
convert png/rgba.png -quality 80 webp/alpha.webp
convert -delay 50 "$scene" \( "$scene" -modulate 60 \) -loop 0 webp/animated.webp
cp webp/lossy.webp webp/exif.webp
exiftool -q -overwrite_original -EXIF:DateTimeOriginal='2017:05:03 10:11:12' -EXIF:Model=X1 webp/exif.webp

# GIF
convert "$scene" -colors 16 -set comment 示例市广场 gif/still.gif
convert "$scene" -colors 16 -interlace GIF gif/interlaced.gif
convert -delay 50 "$scene" \( "$scene" -modulate 60 \) \( "$scene" -flop \) -colors 16 -loop 0 gif/animated.gif
