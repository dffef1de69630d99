"""The same pages by Django: what a small team would write with a framework that has
sessions, permissions and an admin of its own. `PEER=FILE.sqlite`;
`django_peer.py session` makes the framework's tables and one member, and prints the
key of a session; `gunicorn django_peer:application` serves."""

import os
import sys

if __name__ == "__main__":
    sys.modules["django_peer"] = sys.modules["__main__"]
import django
from django.conf import settings

FRAME = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{% block title %}{% endblock %} · 出访</title>
<link rel="stylesheet" href="/static/desk.css"></head><body><header><nav><a href="/board">赛季</a><a href="/delegations">出访</a>
<a href="/people">人员</a></nav>{{ user.username }}</header><main>{% block main %}{% endblock %}</main></body></html>"""
PAGES = {
    "frame.html": FRAME,
    "board.html": """{% extends "frame.html" %}{% block title %}赛季{% endblock %}{% block main %}<h1>2026 赛季</h1><table><thead><tr>
<th>站点</th><th>时间</th><th>名称</th><th>团组</th><th>人数</th><th>预算</th></tr></thead><tbody>{% for stop in stops %}<tr><th>{{ stop.place }}
{{ stop.number }}</th><td>{{ stop.held }}</td><td><a href="/delegations?stop={{ stop.id }}">{{ stop.title }}</a></td><td>{{ stop.parties }}</td>
<td>{{ stop.people }}</td><td>{{ stop.yuan|floatformat:2 }}</td></tr>{% endfor %}</tbody></table>{% endblock %}""",
    "list.html": """{% extends "frame.html" %}{% block title %}出访{% endblock %}{% block main %}<h1>出访</h1><form>
<select name="stop">{% for stop in stops %}<option value="{{ stop.id }}">{{ stop.place }}</option>{% endfor %}</select><input name="q"
value="{{ q }}"><button>筛选</button></form><p>{{ page.paginator.count }}</p><table><thead><tr><th>团组</th><th>院校</th><th>赛站</th>
<th>状态</th><th>团长</th><th>人数</th><th>出境</th><th>预算</th></tr></thead><tbody>{% for party in page %}<tr>
<th><a href="/delegations/{{ party.id }}">{{ party.name }}</a></th><td>{{ party.institution.name }}</td><td>{{ party.stop.place }}</td>
<td>{{ party.phase }}</td><td>{{ party.head }}</td><td>{{ party.staff }}＋{{ party.students }}</td><td>{{ party.departs }}</td>
<td>{{ party.yuan|floatformat:2 }}</td></tr>{% endfor %}</tbody></table>{% if page.has_next %}<a href="?page={{ page.next_page_number }}">
下一页</a>{% endif %}{% endblock %}""",
    "detail.html": """{% extends "frame.html" %}{% block title %}{{ party.name }}{% endblock %}{% block main %}<h1>{{ party.name }}</h1><dl>
<dt>院校</dt><dd>{{ party.institution.name }}</dd><dt>赛站</dt><dd>{{ party.stop.title }}</dd><dt>团长</dt><dd>{{ party.head }}</dd>
<dt>预算</dt><dd>{{ party.yuan|floatformat:2 }}</dd></dl><table>{% for member in members %}<tr><th>{{ member.name }}</th>
<td>{{ member.duty }}</td><td>{{ member.post }}</td></tr>{% endfor %}</table><table>{% for half in halves %}<tr><th>{{ half.date }}</th>
<td>{{ half.half }}</td><td>{{ half.city }}</td><td>{{ half.text }}</td></tr>{% endfor %}</table><table>{% for line in lines %}<tr>
<td>{{ line.at }}</td><td>{{ line.actor }}</td><td>{{ line.event }}</td><td>{{ line.detail }}</td></tr>{% endfor %}</table>{% endblock %}""",
    "people.html": """{% extends "frame.html" %}{% block title %}人员{% endblock %}{% block main %}<h1>人员</h1><form><input name="q"
value="{{ q }}"></form><table>{% for person in people %}<tr><th><a href="/people/{{ person.id }}">{{ person.name }}</a></th>
<td>{{ person.post }}</td><td>{{ person.department }}</td></tr>{% endfor %}</table>{% endblock %}""",
}
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
settings.configure(
    SECRET_KEY="a peer", ALLOWED_HOSTS=["*"], ROOT_URLCONF="django_peer", LOGGING_CONFIG=None, USE_TZ=False,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", LOGIN_URL="/sign-in",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["PEER"], "CONN_MAX_AGE": None,
                           "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", SESSION, "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.auth.middleware.LoginRequiredMiddleware",
                "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
        "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", PAGES)])],
        "context_processors": ["django.contrib.auth.context_processors.auth"]}}])
django.setup()
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.db.models import Count, Sum  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402


class Table(models.Model):
    class Meta:
        abstract = True
        app_label = "peer"


def to(model, name="+"):
    return models.ForeignKey(model, models.DO_NOTHING, related_name=name, db_constraint=False)


def text(**more):
    return models.TextField(**more)


class Institution(Table):
    id, name, province = text(primary_key=True), text(), text()

    class Meta(Table.Meta):
        db_table, managed = "institution", False


class Person(Table):
    id, name, post, department = text(primary_key=True), text(), text(), text()
    institution = to(Institution)

    class Meta(Table.Meta):
        db_table, managed = "person", False


class Stop(Table):
    id, number, place, held, title = text(primary_key=True), models.IntegerField(), text(), text(), text()

    class Meta(Table.Meta):
        db_table, managed = "stop", False


class Delegation(Table):
    id, name, phase, head = text(primary_key=True), text(), text(), text()
    staff, students, total = models.IntegerField(), models.IntegerField(), models.BigIntegerField()
    departs, changed_at = text(), text()
    stop, institution = to(Stop, "parties_of"), to(Institution)

    class Meta(Table.Meta):
        db_table, managed = "delegation", False

    @property
    def yuan(self):
        return self.total / 100


class Member(Table):
    delegation, name, duty, post = to(Delegation, "members"), text(), text(), text()

    class Meta(Table.Meta):
        db_table, managed = "member", False


class Half(Table):
    delegation, date, half, city, text = to(Delegation, "halves"), text(), text(), text(), text()

    class Meta(Table.Meta):
        db_table, managed = "half", False


class Line(Table):
    seq = models.IntegerField(primary_key=True)
    at, actor, event, subject, detail = text(), text(), text(), text(), text()

    class Meta(Table.Meta):
        db_table, managed = "line", False


def board(request):
    stops = list(Stop.objects.order_by("number").annotate(
        parties=Count("parties_of"), people=Sum("parties_of__staff"), fen=Sum("parties_of__total")))
    for stop in stops:
        stop.yuan = (stop.fen or 0) / 100
    return render(request, "board.html", {"stops": stops})


def chosen(request):
    parties = Delegation.objects.order_by("departs", "id")
    for name in ("stop", "phase"):
        if request.GET.get(name):
            parties = parties.filter(**{name: request.GET[name]})
    return parties


def parties(request):
    page = Paginator(chosen(request).select_related("stop", "institution"), 50).get_page(request.GET.get("page"))
    return render(request, "list.html", {"page": page, "stops": Stop.objects.order_by("number"), "q": request.GET.get("q", "")})


def party(request, key):
    found = get_object_or_404(Delegation.objects.select_related("stop", "institution"), pk=key)
    lines = Line.objects.filter(subject=f"delegation {key}").order_by("-seq")[:20]
    return render(request, "detail.html", {"party": found, "members": found.members.all(),
                                           "halves": found.halves.order_by("date", "-half"), "lines": lines})


def people(request):
    sought = request.GET.get("q", "")
    found = Person.objects.filter(name__contains=sought).order_by("name")[:50]
    return render(request, "people.html", {"q": sought, "people": found})


def api(request):
    page = Paginator(chosen(request).values("id", "name", "phase", "head", "staff", "students", "total", "departs",
                                            "stop__place", "institution__name"), 100).get_page(request.GET.get("page"))
    return JsonResponse({"delegations": list(page)}, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("board", board), path("delegations", parties), path("delegations/<str:key>", party),
               path("people", people), path("api/v1/delegations", api)]
application = get_wsgi_application()
if __name__ == "__main__":
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    member, _ = User.objects.get_or_create(username="office")
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    print(session.session_key)
