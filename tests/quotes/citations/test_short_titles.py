"""Long titles are shortened for citations in the text, at a sensible place."""

from quotes.citations.short_titles import short_title

SHORT = {
    # Five words or fewer stay whole, and so does a script without spaces.
    "Storm closes the coast road": "",
    "Untitled dispatch": "",
    "": "",
    "深海の新しい地図": "",
    "한국 경제 전망": "",
    # The first words, not ending in a word that says nothing.
    "Storm closes the coast road for a third time": "Storm closes the coast",
    "What the board got wrong about tides": "What the board got",
    "The end of the world as we know it": "The end",
    "A history of the war in the north": "A history",
    "3 dead, 40 hurt in crash on the A1": "3 dead, 40 hurt",
    "Minister resigns after leak, say two officials": "Minister resigns after leak",
    "U.S. and E.U. agree on new trade rules": "U.S. and E.U. agree",
    # A main title, but no single word before a colon (“Live:”).
    "Chip rules: how the ministry leaked them to everyone": "Chip rules",
    "Tides of the north – a survey of two decades": "Tides of the north",
    "Who owns the moon? A new treaty tries to answer": "Who owns the moon?",
    "Live: Storm closes the coast road for days": "Live: Storm closes",
    "Talks fail at 12:30 in the Senate": "Talks fail at 12:30",
    # Names are not cut in two.
    "Ministers of the United States to resign": "Ministers of the United States",
    "Rivals meet in New York City to talk": "Rivals meet in New York City",
    # Quotation marks and brackets stay in pairs.
    "He said “we will never give in” to the strikers": "He said",
    "“We will never give in”, says the minister of France": "“We will never give in”",
    "‘It’s over’ for the strikers of the north": "‘It’s over’",
    '"No deal" on the fisheries of the north': '"No deal"',
    "Why the “quiet war” over meters isn’t over": "Why the “quiet war”",
    "The bank (and its many customers) wait": "The bank",
    "Why 'smart' meters are not so clever": "Why 'smart' meters",
    # Other languages.
    "L’Assemblée nationale adopte la loi sur l’eau": "L’Assemblée nationale adopte",
    "Minister nennt Bericht „unfertig“ und will neue Zahlen": (
        "Minister nennt Bericht „unfertig“"
    ),
    "„Wir schaffen das“ sagt die Kanzlerin in Berlin": "„Wir schaffen das“",
    "„Wir schaffen das“, sagt die Kanzlerin – ein Jahr danach": "„Wir schaffen das“",
    "Kanzlerin sagt „Wir schaffen das“ in Berlin heute": "Kanzlerin sagt",
    "Minister nennt „absurd“: Kritik an neuen Zahlen wächst": (
        "Minister nennt „absurd“"
    ),
    "Ministr: „Je to absurdní”, tvrdí nová zpráva": "Ministr: „Je to absurdní”",
    "El fin de la guerra en el norte": "El fin",
    "البحر يعود إلى المدينة بعد غياب طويل": "البحر يعود إلى المدينة",
    # One word would say too little.
    "Of the of the of the of": "",
}


def test_long_titles_are_shortened():
    assert {title: short_title(title) for title in SHORT} == SHORT
