# SPDX-License-Identifier: MIT
# Writes a small official document as OFD (GB/T 33190-2016), since no program of Debian does: two pages over one template, an attachment, a
# note, and a seal whose digests hold. Usage: python3 ofd.py FILE
import base64
import hashlib
import sys
import zipfile

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def line(number, y, text, size=5):
    return (f'<ofd:TextObject ID="{number}" Boundary="20 {y} 170 {size + 2}" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(len(text) - 1, 0)} {size}">{text}</ofd:TextCode></ofd:TextObject>')


def page(body, template=True):
    under = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if template else ''
    return HEAD + f'<ofd:Page {SPACE}>{under}<ofd:Content><ofd:Layer ID="10">{body}</ofd:Layer></ofd:Content></ofd:Page>'


parts = {
    'OFD.xml': HEAD + f'<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
    '<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID><ofd:Title>关于开展志愿服务活动的通知</ofd:Title>'
    '<ofd:Author>示例市文明办</ofd:Author><ofd:CreationDate>2017-08-05</ofd:CreationDate><ofd:ModDate>2017-08-06</ofd:ModDate>'
    '<ofd:Creator>示例程序</ofd:Creator><ofd:CreatorVersion>1.0</ofd:CreatorVersion></ofd:DocInfo>'
    '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>'
    '</ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml': HEAD + f'<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>'
    '<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
    '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
    '<ofd:Pages><ofd:Page ID="3" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="4" BaseLoc="/Doc_0/Pages/Page_1/Content.xml"/>'
    '<ofd:Page ID="5" BaseLoc="Pages/Page_2/Content.xml"/></ofd:Pages>'
    '<ofd:Permissions><ofd:Edit>false</ofd:Edit><ofd:Annot>true</ofd:Annot><ofd:Print Printable="false"/></ofd:Permissions>'
    '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>',
    'Doc_0/Tpls/Tpl_0/Content.xml': page(line(20, 10, '示例市文明办文件', 10), False),
    'Doc_0/Pages/Page_0/Content.xml': page(
        line(21, 40, '示文明办〔2017〕12号') + line(22, 60, '关于开展志愿服务活动的通知')
        + '<ofd:TextObject ID="23" Boundary="20 80 30 7" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 2 5">各区：</ofd:TextCode></ofd:TextObject>'
        + '<ofd:TextObject ID="24" Boundary="20 90 20 7" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5">同一</ofd:TextCode></ofd:TextObject>'
        + '<ofd:TextObject ID="25" Boundary="30 90 20 7" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5">行里</ofd:TextCode></ofd:TextObject>'
        + '<ofd:TextObject ID="26" Boundary="90 90 20 7" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5">隔开</ofd:TextCode></ofd:TextObject>'),
    'Doc_0/Pages/Page_1/Content.xml': page(
        line(31, 40, '示例市文明办') + line(32, 50, '2017年8月5日')
        + '<ofd:TextObject ID="33" Boundary="20 60 60 7" Font="1" Size="5"><ofd:Actions><ofd:Action Event="CLICK">'
        '<ofd:URI URI="http://www.example.com/"/></ofd:Action></ofd:Actions><ofd:TextCode X="0" Y="5">网址</ofd:TextCode></ofd:TextObject>'),
    'Doc_0/Pages/Page_2/Content.xml': page('<ofd:ImageObject ID="41" Boundary="0 0 210 297" ResourceID="7"/>', False),
    'Doc_0/Attachs/Attachments.xml': HEAD + f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="名单" Format="txt">'
    '<ofd:FileLoc>名单.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
    'Doc_0/Attachs/名单.txt': '示例单位\n',
    'Doc_0/Annots/Annotations.xml': HEAD + f'<ofd:Annotations {SPACE}><ofd:Page PageID="3"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc>'
    '</ofd:Page></ofd:Annotations>',
    'Doc_0/Annots/Page_0/Annotation.xml': HEAD + f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="51" Type="Highlight" Creator="审核人">'
    '<ofd:Remark>请核对</ofd:Remark></ofd:Annot><ofd:Annot ID="52" Type="Stamp"/></ofd:PageAnnot>',
    'Doc_0/Signs/Signatures.xml': HEAD + f'<ofd:Signatures {SPACE}><ofd:MaxSignId>1</ofd:MaxSignId>'
    '<ofd:Signature ID="1" Type="Seal" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>',
}
references = ''.join(
    f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(hashlib.new("sm3", text.encode()).digest()).decode()}</ofd:CheckValue>'
    '</ofd:Reference>' for name, text in parts.items())
parts['Doc_0/Signs/Sign_0/Signature.xml'] = HEAD + (
    f'<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Provider ProviderName="示例签章" Version="1.0" Company="示例单位"/>'
    '<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod><ofd:SignatureDateTime>20170806100000Z</ofd:SignatureDateTime>'
    f'<ofd:References CheckMethod="1.2.156.10197.1.401">{references}</ofd:References></ofd:SignedInfo>'
    '<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>')
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as out:
    for name, text in parts.items():
        out.writestr(zipfile.ZipInfo(name, (2017, 8, 6, 10, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
