sign-in = Sign in
sign-in-failed = You are not signed in
login = Login
login-hint = Your mail address, or the short name your institution gave you
password = Password
