import type { Messages } from '../kit/messages.js';

/** What the scripts of key holders' pages say. */
export const ceremonyMessages: Messages = {
  'custody.js.strength.short': ['太短：至少 12 个字符', 'Too short: at least 12 characters'],
  'custody.js.strength.weak': ['太容易猜到：再加几个不相关的词', 'Too easy to guess: add some unrelated words'],
  'custody.js.strength.fair': ['可以使用；再长一些更好', 'Good enough; longer is better'],
  'custody.js.strength.strong': ['很难猜到', 'Hard to guess'],
  'custody.js.proposed': [
    '已填入一个随机口令。抄在纸上，放进保险柜，再继续。',
    'A random passphrase was filled in. Write it down on paper for the safe before you go on.',
  ],
  'custody.js.tooWeak': ['换一个更长的口令', 'Choose a longer passphrase'],
  'custody.js.notSame': ['两次输入的口令不一样', 'The two passphrases differ'],
  'custody.js.making': ['正在制作……', 'Making the key…'],
  'custody.js.chooseFile': ['选择刚才下载的密钥文件', 'Choose the key file you have just downloaded'],
  'custody.js.chooseKey': ['选择密钥文件，或填入恢复单上的密钥', 'Choose the key file, or enter the key from the recovery sheet'],
  'custody.js.notAKey': [
    '这不是完整的密钥：密钥以 AGE-SECRET-KEY-1 开头，共 74 个字符',
    'This is not a whole key: it begins with AGE-SECRET-KEY-1 and has 74 characters',
  ],
  'custody.js.unlocking': ['正在解锁密钥文件，约需两秒……', 'Unlocking the key file, about two seconds…'],
  'custody.js.doesNotOpen': ['口令打不开这个文件。核对口令和文件。', 'The passphrase does not open this file. Check both.'],
  'custody.js.otherKey': ['这不是刚才制作的密钥文件', 'This is not the key file that was just made'],
  'custody.js.notTheNotices': ['这把密钥不是公告里公布的那一把', 'This is not the key that the notice names'],
  'custody.js.notReached': ['连不上服务器，检查网络后再试一次。', 'The server could not be reached. Check the network and try again.'],
  'custody.js.fetching': ['正在取回本单位的份额……', 'Fetching the shares of your unit…'],
  'custody.js.opening': ['正在打开 {done} / {all}', 'Opening {done} of {all}'],
  'custody.js.sending': ['正在提交……', 'Sending…'],
  'custody.js.closed': ['已截止', 'closed'],
  'custody.js.left': ['还剩 {span}', '{span} left'],
};
