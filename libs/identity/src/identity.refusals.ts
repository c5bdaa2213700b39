import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const identityRefusals: RefusalCatalogue = {
  'identity.sign-in-failed': { zh: '登录名或密码不对。', en: 'The login or the password is not right.' },
  'identity.totp-needed': {
    zh: '这个账号开启了动态验证码。输入验证器应用上的 6 位数字。',
    en: 'This account uses a second factor. Enter the six digits your authenticator app shows.',
  },
  'identity.totp-wrong': {
    zh: '验证码不对或已经用过。等应用显示下一组数字再试。',
    en: 'The code is wrong or was used already. Wait for the next one and try again.',
  },
  'identity.totp-six-digits': { zh: '验证码是 6 位数字。', en: 'The code has six digits.' },
  'identity.totp-enrol-first': {
    zh: '先开启动态验证码，再办理其他事项。',
    en: 'Enrol your second factor first; everything else comes after.',
  },
  'identity.totp-enrolled': { zh: '动态验证码已经开启。', en: 'A second factor is enrolled already.' },
  'identity.totp-not-begun': { zh: '还没有开始开启动态验证码。', en: 'Enrolment has not been started.' },
  'identity.totp-stays': {
    zh: '本平台要求所有账号使用动态验证码，不能停用。',
    en: 'Every account here needs a second factor; it cannot be removed.',
  },
  'identity.password-wrong': { zh: '密码不对。', en: 'The password is not right.' },
  'identity.confirmation-failed': {
    zh: '没有确认成功：密码或验证码不对。',
    en: 'You were not confirmed: the password or the code is not right.',
  },
  'identity.token-cannot-confirm': {
    zh: 'API 令牌不能确认身份。需要确认的步骤由本人登录后办理。',
    en: 'An API token cannot prove who you are. Sign in yourself for steps that need it.',
  },
  'identity.cookie-at-api': {
    zh: 'API 不接受浏览器的登录状态。用 Authorization: Bearer 携带令牌。',
    en: 'The API does not take a browser session. Send a token as Authorization: Bearer.',
  },
  'identity.login-form': {
    zh: '登录名用 3–64 个小写字母、数字或 . _ - @,以字母或数字开头。',
    en: 'A login has 3 to 64 lower-case letters, digits or . _ - @ and begins with a letter or digit.',
  },
  'identity.login-taken': {
    zh: '这个登录名已有人使用。换一个。',
    en: 'This login is taken. Choose another.',
  },
  'password.too-short': {
    zh: '密码至少 {limit} 个字符，现在是 {length} 个。几个不相干的词连起来就很好。',
    en: 'Use at least {limit} characters; this has {length}. A few unrelated words make a good password.',
  },
  'password.too-long': { zh: '密码最多 {limit} 个字符。', en: 'Use at most {limit} characters.' },
  'password.banned': {
    zh: '密码里有“{word}”，这是最先被猜的。换一个。',
    en: 'The password contains "{word}", which is guessed first. Choose another.',
  },
  'password.like-login': { zh: '密码里不要有登录名。', en: 'Leave your login out of the password.' },
  'identity.role-needed': { zh: '至少选一个角色。', en: 'Choose at least one role.' },
  'identity.role-not-here': {
    zh: '这类机构没有“{said}”这个角色。',
    en: 'Organisations of this kind have no role "{said}".',
  },
  'identity.roles-incompatible': {
    zh: '同一个人不能既是“{oneSaid}”又是“{otherSaid}”（不相容岗位分离）。',
    en: 'One person cannot hold both "{oneSaid}" and "{otherSaid}" (separation of duties).',
  },
  'identity.last-lead': {
    zh: '这是最后一位管理员（{said}）。先让另一位成员担任，再做这一步。',
    en: 'This is the last administrator ({said}). Give the role to another member first.',
  },
  'identity.member-already': {
    zh: '您已经是这个机构的成员。',
    en: 'You belong to this organisation already.',
  },
  'identity.reset-own': {
    zh: '自己的密码在“我的账号”里修改。',
    en: 'Change your own password under "My account".',
  },
  'identity.reset-by-operator': {
    zh: '机关内的密码由平台运维重设，不由同事重设，以免一人代两人办事。',
    en: 'In public bodies the platform operator resets passwords, not a colleague, so that nobody acts for two.',
  },
  'identity.invitation-over': {
    zh: '这个链接已经用过、被收回或过期（有效期 7 天）。让管理员再发一个。',
    en: 'This link was used, withdrawn or has expired (it lasts seven days). Ask the administrator for another.',
  },
  'identity.organization-has-people': {
    zh: '“{name}”已有管理员。由本机构的管理员邀请您加入。',
    en: '"{name}" has an administrator already. Ask them to invite you.',
  },
  'identity.name-differs': {
    zh: '登记册里这个代码对应的名称与填写的不一致。按登记证书上的全称填写。',
    en: 'The register has another name for this code. Enter the full name on the certificate of registration.',
  },
  'identity.too-many-tokens': {
    zh: '最多同时有 {limit} 个有效令牌。先停用不再使用的。',
    en: 'You may have {limit} valid tokens at once. Revoke one you no longer use.',
  },
  'identity.token-shown-once': {
    zh: '这个令牌已经签发并显示过一次。没有记下时，停用它，再签发一个。',
    en: 'This token was issued and shown once. If you did not keep it, revoke it and issue another.',
  },
  'identity.demo-outside-sandbox': {
    zh: '演示账号只能在演示环境里建立。',
    en: 'Demo accounts can only be made in the sandbox.',
  },
  'identity.no-such-login': {
    zh: '没有登录名为“{login}”的账号。',
    en: 'There is no account with the login "{login}".',
  },
};
