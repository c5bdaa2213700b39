import type { RefusalCatalogue } from '#kernel';

/** Sentences about envelopes, uploads and packed bids as they come in. */
export const envelopeRefusals: RefusalCatalogue = {
  'part.name': {
    zh: '部分名“{part}”须为小写字母、数字和连字符，以字母开头。',
    en: 'The name "{part}" must be lower-case letters, digits and hyphens, beginning with a letter.',
  },
  'part.empty': { zh: '没有内容可保存。', en: 'There is nothing to save.' },
  'part.too-large': { zh: '每一部分加密后最大 {limit} MB。', en: 'A part may have at most {limit} MB once closed.' },
  'part.too-many': { zh: '一份草稿最多 {limit} 个部分。', en: 'A draft has at most {limit} parts.' },
  'part.gone': { zh: '这一部分已被同事删去。刷新页面后再保存。', en: 'A colleague has removed this part. Reload the page and save again.' },
  'upload.too-small': { zh: '加密文件不会小于 {limit} 字节。', en: 'A sealed file is never smaller than {limit} bytes.' },
  'upload.too-large': { zh: '单个加密文件最大 {limit} MB。', en: 'A sealed file may have at most {limit} MB.' },
  'upload.too-many': {
    zh: '一份响应最多上传 {limit} 个文件。删去不用的再上传。',
    en: 'At most {limit} files a bid. Remove those no longer needed.',
  },
  'upload.full': {
    zh: '一份响应的文件合计最大 {limit} MB。删去不用的再上传。',
    en: 'The files of a bid may have at most {limit} MB together. Remove those no longer needed.',
  },
  'upload.versions-full': {
    zh: '一份响应连同被替换的各版合计最大 {limit} MB，不能再上传。已提交的一版仍然有效。',
    en: 'A bid with all its replaced versions may have at most {limit} MB, so nothing more can be uploaded. What was handed in stands.',
  },
  'upload.other-size': { zh: '同一摘要的文件已按 {size} 字节登记。', en: 'A file with this digest was announced with {size} bytes.' },
  'upload.offset': { zh: '上传到了第 {offset} 字节，从那里继续。', en: 'The upload stands at byte {offset}: go on from there.' },
  'upload.offset-missing': { zh: '请求须带 Upload-Offset。', en: 'The request needs an Upload-Offset header.' },
  'upload.chunk-too-large': { zh: '每次最多上传 {limit} MB。', en: 'At most {limit} MB at a time.' },
  'upload.chunk-empty': { zh: '这一段没有内容。', en: 'This piece is empty.' },
  'upload.beyond-end': { zh: '超出了登记的 {size} 字节。', en: 'This goes beyond the {size} bytes that were announced.' },
  'upload.digest': {
    zh: '收到的内容重读后摘要不是 {sha256}。网络传输可能出错，重新上传这个文件。',
    en: 'What arrived, read again, does not give the digest {sha256}. Something went wrong on the way: upload this file again.',
  },
  'upload.handed-in': {
    zh: '已提交的信封要用这个文件，不能删去，也不占用新上传的限额。',
    en: 'An envelope that was handed in needs this file; it cannot be removed and takes nothing from what may be uploaded.',
  },
  'statement.unreadable': {
    zh: '{kind} 信封的外封声明无法读取。重新加密后再提交。',
    en: 'The statement of the {kind} envelope cannot be read. Seal again and hand in.',
  },
  'statement.not-canonical': {
    zh: '{kind} 信封的外封声明不是规范写法。用平台的网页或离线工具重新加密。',
    en: 'The statement of the {kind} envelope is not in canonical form. Seal again with our page or the offline packer.',
  },
  'statement.suite': {
    zh: '{kind} 信封使用了不支持的加密套件 {suite}。',
    en: 'The {kind} envelope uses a suite that is not supported ({suite}).',
  },
  'statement.procedure': { zh: '{kind} 信封是为另一个项目加密的。', en: 'The {kind} envelope was sealed for another procedure.' },
  'statement.kind': {
    zh: '信封放错了位置：这里应是另一种信封，收到的是 {kind}。',
    en: 'An envelope stands in the wrong place: this one is a {kind} envelope.',
  },
  'statement.key': {
    zh: '{kind} 信封的公钥不成立。重新加密后再提交。',
    en: 'The public key of the {kind} envelope is not one. Seal again and hand in.',
  },
  'statement.recipients': {
    zh: '{kind} 信封不是封给公告现在载明的密钥保管人。公告可能已更新密钥：在网页上填写的，再次提交即重新加密；离线打包的，下载新的打包单重新打包后提交。',
    en: 'The {kind} envelope is not sealed to the key holders the notice names now. Its keys may have been renewed: a bid written on our pages is sealed again when you hand it in again; a packed bid has to be packed anew with a new packing slip.',
  },
  'statement.share': {
    zh: '{kind} 信封的密钥片段不符合要求。重新加密后再提交。',
    en: 'A key share of the {kind} envelope is not as it should be. Seal again and hand in.',
  },
  'statement.files': { zh: '{kind} 信封的文件清单不成立。', en: 'The list of files of the {kind} envelope does not hold.' },
  'statement.size': {
    zh: '{kind} 信封中有文件未按约定补齐长度。用平台的网页或离线工具重新加密。',
    en: 'A file of the {kind} envelope is not padded as agreed. Seal again with our page or the offline packer.',
  },
  'packed.unreadable': { zh: '这不是响应包(.qybid)，或文件已损坏。', en: 'This is not a packed bid (.qybid), or it is damaged.' },
  'packed.too-large': { zh: '响应包太大，最大 {limit} 字节。', en: 'The packed bid is too large: at most {limit} bytes.' },
  'packed.missing': { zh: '响应包缺少文件 {name}。重新打包。', en: 'The packed bid lacks the file {name}. Pack it again.' },
  'packed.foreign': {
    zh: '响应包里有不属于它的文件 {name}。重新打包。',
    en: 'The packed bid holds a file that is not part of it: {name}. Pack it again.',
  },
  'packed.altered': {
    zh: '响应包里的 {name} 与摘要不符。重新打包。',
    en: 'The file {name} in the packed bid does not give its digest. Pack it again.',
  },
  'packed.other-procedure': { zh: '这个响应包是为另一个项目打的。', en: 'This bid was packed for another procedure.' },
  'packed.envelope-missing': { zh: '响应包缺少 {kind} 信封。', en: 'The packed bid lacks the {kind} envelope.' },
};
