sign-in = 登录
sign-in-failed = 没有登录成功
login = 登录名
login-hint = 邮箱或单位给您的短名
password = 口令
