colleges-title = 院校
colleges-colleges = 院校数
colleges-parties = 团组数
colleges-table = 各院校各站团组
colleges-none = 还没有院校登记团组。
colleges-nameless = 这里只有团组的站点、日期、人数和进度；出访人员由院校自己掌握，不在此显示。
colleges-no-party = 这所院校还没有团组。
