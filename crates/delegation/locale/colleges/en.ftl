colleges-title = Colleges
colleges-colleges = Colleges
colleges-parties = Parties
colleges-table = Parties by college and stop
colleges-none = No college has a delegation yet.
colleges-nameless = Stops, days, numbers and progress only; who travels is the college's own and is not shown here.
colleges-no-party = This college has no delegation yet.
