colleges-title = الكليات
colleges-colleges = عدد الكليات
colleges-parties = عدد الوفود
colleges-table = الوفود حسب الكلية والمحطة
colleges-none = لم تسجّل أي كلية وفدًا بعد.
colleges-nameless = المحطات والأيام والأعداد والتقدّم فقط؛ أما أسماء المسافرين فتخص الكلية ولا تُعرض هنا.
colleges-no-party = ليس لهذه الكلية وفد بعد.
