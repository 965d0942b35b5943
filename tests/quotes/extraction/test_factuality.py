"""Words that are denied, imagined, asked, fiction or announced, and their opposites."""

import pytest

from quotes.extraction import find_quotes
from quotes.extraction.suggestion import (
    ANNOUNCED,
    DENIED,
    DISPUTED,
    FICTION,
    HYPOTHETICAL,
    QUESTION,
)

#: Texts with something else than a quote: each has one, and nothing to accept.
UNSAID = {
    DISPUTED: [
        "There is no evidence that Abraham Lincoln ever said, “Do not trust what "
        "you read online.”",
        "There is no record of Mark Twain saying “The reports are greatly "
        "exaggerated by half.”",
        "Historians have found no proof that Marie Antoinette said, “Let them eat "
        "cake.”",
        "No evidence exists that Churchill wrote “Success is going from failure to "
        "failure.”",
        "“Be the change you wish to see in the world” is often misattributed to "
        "Gandhi.",
        "“Be the change you wish to see in the world” is widely, and wrongly, "
        "attributed to Mahatma Gandhi.",
        "The line “Be the change you wish to see in the world” has been falsely "
        "attributed to Mahatma Gandhi.",
        "Voltaire is often credited with “I disapprove of what you say, but I will "
        "defend it.”",
        "A claim that she said “I own this town” is false.",
        "An earlier version of this article quoted her as saying “I own this town.”",
        "The story originally said Ms Hale “owned” the town.",
        "Claims that Ms Hale said “I own this town” have been debunked.",
        "A fake video in which the minister says “We will tax rain” spread online.",
        "It is a myth that Galileo muttered, “And yet it moves.”",
        "It is not true that the bishop said “Women should stay at home.”",
        "Fact-checkers doubt that Orwell wrote “In a time of deceit telling the "
        "truth is revolutionary.”",
        "She was misquoted as saying “The poor should work harder.”",
        "“Let them eat cake,” Marie Antoinette is said to have remarked.",
        "There is no evidence, historians say, that Lincoln ever said “Do not "
        "trust the web.”",
        "There is no evidence Lincoln, the 16th president, ever said “Do not trust "
        "the web.”",
        "The rumour that Ms Hale said “Let them walk” is untrue.",
        "There's no evidence that Thomas Jefferson ever wrote, \"The best "
        'government governs least."',
        "Scholars have never found a source in which Einstein says, “Insanity is "
        "doing the same thing twice.”",
        "The quotation “Well-behaved women seldom make history” is frequently "
        "misattributed to Marilyn Monroe.",
        "‘Play it again, Sam’ is wrongly attributed to Humphrey Bogart.",
        "The apocryphal remark “Let them eat cake” was pinned on the queen.",
        "The letter in which Twain supposedly wrote “Never argue with fools” is a "
        "forgery.",
        "Reports that the coach said “We lost on purpose” are untrue.",
        "The idea that Newton said “I felt an apple on my head” is a myth.",
        "A fabricated quote in which the doctor says “Vaccines are poison” has "
        "gone around.",
        "The words “We are all doomed” do not appear in any speech by Ms Hale.",
        "It’s false that Ms Hale said “I own this town.”",
        "It is unlikely that Nero said “What an artist dies in me.”",
        "Darwin is falsely quoted as saying, “The strong shall eat the weak.”",
        "A quote attributed to Abraham Lincoln reads: “You cannot verify quotes on "
        "the internet.”",
        "A video that appears to show the mayor saying “I own this town” was edited.",
        "The clip claims to show Ms Hale saying: “I own this town.”",
        "There is no proof Benjamin Franklin said or wrote “Beer is proof that God "
        "loves us.”",
        "The Churchill line “If you are going through hell, keep going” is apocryphal.",
        "No contemporary source has Galileo saying “And yet it moves.”",
        "We could find no instance of Ms Hale saying “I own this town.”",
        "A viral post falsely claims that Ms Hale said, “I own this town.”",
        "A viral post wrongly quotes Ms Hale as saying, “I own this town.”",
        "The post, which quotes her as saying “I own this town,” is fake.",
        "A doctored screenshot shows Ms Hale saying “I own this town.”",
    ],
    DENIED: [
        "Lincoln never said, “The internet is full of lies.”",
        "Albert Einstein never actually said “Everything is relative and nothing "
        "matters.”",
        "The senator did not say “We will shut the hospital,” as a viral post claims.",
        "The senator didn’t say “We will shut the hospital.”",
        "Ms Hale denied saying “I own this town.”",
        "Ms Hale denied ever having said “I own this town.”",
        "Ms Hale denied that she had said “I own this town.”",
        "Ms Hale refused to say “I am sorry for this.”",
        "He left the room without saying “thank you for coming.”",
        "Nobody said “this is the end of it.”",
        "No minister has ever said “we will leave the union.”",
        "“Do not trust what you read online.” Lincoln never said that.",
        "A post quotes the senator as saying “Rain should be taxed.” The quote is "
        "fake.",
        "A post claims the senator said “Rain should be taxed.” He never said it.",
        "Nobody in the room heard her say, “I own this town.”",
        "Ms Hale stopped short of saying “I was wrong about the dam.”",
        "Instead of saying “I am sorry for it,” he left.",
        "“We are all doomed,” the scientist never said.",
        "She has never, in public or in private, said “I own this town.”",
        "He has not once said “I was wrong about it.”",
        "He never did say “I was wrong about it.”",
        "Rien ne prouve que Voltaire ait dit : « Je me battrai pour que vous "
        "puissiez parler. »",
        "Aucune preuve que Marie-Antoinette ait dit « Qu’ils mangent de la brioche ».",
        "Marie-Antoinette n’a pas dit « Qu’ils mangent de la brioche ».",
        "Es gibt keine Belege, dass Luther sagte: „Hier stehe ich und kann nicht "
        "anders.“",
        "Luther sagte nie: „Hier stehe ich und kann nicht anders.“",
        "No hay pruebas de que Cervantes escribiera: “Ladran, Sancho, señal que "
        "cabalgamos.”",
        "Don Quijote nunca dijo “Ladran, Sancho, señal que cabalgamos”.",
        "Mark Twain did not say “The secret of getting ahead is getting started.”",
        "Contrary to a popular belief, Einstein never said “God does not play "
        "cricket.”",
        "“Well, let them eat cake” was almost certainly never uttered by the queen.",
        "Voltaire did not write the words “I disapprove of what you say, but I "
        "will defend it.”",
        "The words “I disapprove of what you say” were never written by Voltaire.",
        "The mayor’s office denied that she had told staff: “Burn the files.”",
        "He denies having said, “Women cannot count to ten.”",
        "He denied ever saying: “Women cannot count to ten.”",
        "Mr Cole has repeatedly denied saying that “women cannot count to ten.”",
        "Mr Cole vehemently denies claims that he said “women cannot count to ten.”",
        "Voltaire hat nie gesagt: „Ich missbillige, was Sie sagen, aber ich "
        "verteidige es.“",
        "„Ich missbillige, was Sie sagen“ wird fälschlicherweise Voltaire "
        "zugeschrieben.",
        "La frase “Ladran, Sancho, señal que cabalgamos” se atribuye falsamente a "
        "Cervantes.",
        "« Qu’ils mangent de la brioche » est attribué à tort à Marie-Antoinette.",
        "El ministro negó haber dicho: “No habrá elecciones este año.”",
        "Le ministre dément avoir dit : « Il n’y aura pas d’élections cette année. »",
        "Der Minister bestreitet, gesagt zu haben: „Es wird keine Wahlen geben.“",
    ],
    QUESTION: [
        "Did Ms Hale say “I own this town”? No.",
        "Did the mayor really tell residents, “You can all leave”? There is no "
        "recording.",
        "Was it Lincoln who said “You can fool all the people some of the time”?",
        "Has Ms Hale ever said “I own this town”? Not on record.",
        "Who said “All the world is a stage for fools”?",
        "Did Marie Antoinette really say “Let them eat cake for dinner”?",
        "Is it true that Gandhi said, “First they ignore you, then they laugh”?",
        "Could Nero have said “What an artist dies in me”?",
    ],
    FICTION: [
        "In the film her character says, “You can’t handle a horse like that.”",
        "In the novel, Anna tells Vronsky, “You have broken my heart for good.”",
        "The villain of the play says, “I will burn this city down.”",
        "In the play, the king tells his daughter: “Nothing will come of nothing "
        "here.”",
        "Her character in the series tells a friend, “I never wanted this life.”",
        "Grant, who plays a spy in the movie, says, “The name is all I have.”",
        "The heroine of the opera cries, “I will not live without him!”",
        "In the film, Tom Hanks’s character says: “Life is like a bag of nuts.”",
        "In Ibsen’s play, Nora tells her husband, “I must stand quite alone.”",
        "The narrator of the novel says, “I was born twice in one year.”",
        "“I must stand quite alone,” Nora says in the play.",
        "As the villain in the movie, he says: “I will burn the town down.”",
        "Hamlet, the hero of the play, says: “The rest of it is silence.”",
    ],
    ANNOUNCED: [
        "The minister is expected to say: “We will build a hundred thousand homes.”",
        "The minister is expected to say that the country will build a hundred "
        "thousand homes.",
        "“We will build a hundred thousand homes,” the minister will say tomorrow.",
        "The chancellor will tell delegates on Monday: “There is no easy road "
        "ahead of us.”",
        "“We must act now,” Ms Hale is due to say in a speech tonight.",
        "The prime minister is set to tell the conference: “Our best days are "
        "ahead of us.”",
        "In her speech on Friday, the minister will say: “We owe you an apology "
        "for this.”",
        "“Our best days are ahead of us,” the prime minister is expected to tell "
        "the conference.",
        "He plans to tell the court: “I never touched the money at all.”",
        "The bishop is going to say “We failed the children of this town,” "
        "according to a draft.",
        "The president is due to tell the UN on Tuesday: “The time for talk is over.”",
        "In remarks prepared for delivery on Friday, the governor will say, “Our "
        "state is strong.”",
        "“The time for talk is over,” he will tell the UN on Tuesday.",
        "The minister will today announce that “every child will have a laptop.”",
        "Ms Low plans to tell the judge that she knew nothing of the money.",
    ],
    HYPOTHETICAL: [
        "Lincoln would have said, “Leave the man alone.”",
        "If she says “I resign from this office,” the council will fall.",
        "Imagine her saying “I am sorry for everything.”",
        "Imagine if the mayor said, “We are all bankrupt now.”",
        "He might say, “The road was always ours to use.”",
        "Critics could say, “This was a waste of public money.”",
        "He wanted to say “Take me with you tonight,” but stayed silent.",
        "He should have said, “The fault was mine and mine alone.”",
        "If the union said, “We accept the offer,” the strike would end.",
        "Suppose a voter says, “I do not trust any of you.”",
        "You might as well say, “Let the poor sleep under bridges.”",
        "Had she said “I resign from the post,” nobody would have blamed her.",
        "What if Ms Hale had said, “I own this town”?",
        "We do not know whether Nero said “What an artist dies in me.”",
        "The union would say “enough is enough” if the talks failed.",
        "Had he been asked, he would have said: “Count me out of this.”",
        "Imagine a doctor telling you, “We have no beds left.”",
        "If a customer says, “I want my money back,” smile at him.",
        "Nobody would have blamed her if she had said “I quit this job.”",
        "Picture the mayor saying “I was wrong about everything.”",
    ],
}
#: Texts with a quote, although a word of doubt is near.
SAID = [
    "“I never said that,” she said.",
    "“There is no evidence that he lied about it,” said Ann Lowe.",
    "Mr Reed denied the charge, saying, “I was at home all night.”",
    "He denied the charge, saying ‘I was at home all night long.’",
    "She never said goodbye. “I am sorry for it,” he said.",
    "Ann Lowe said he would not sell the mill.",
    "Ann Lowe said that she would never sell the mill.",
    "“Did you see the man at the door?” she asked.",
    "Lincoln never said much, but he said, “A house divided cannot stand.”",
    "She did not hesitate to say, “The plan has failed us.”",
    "He not only said “The plan has failed us,” but repeated it.",
    "Bob Reed didn’t just say, “The plan has failed.” He shouted it.",
    "There is no doubt that Ms Hale said “I own this town.”",
    "“We will win this next year,” Ann Lowe told reporters.",
    "If elected, he said, “I will close the mine.”",
    "Not surprisingly, Bob Reed said, “The plan has failed us.”",
    "Why did Ms Hale say “I own this town”? She was angry.",
    "Reed wrongly said, “The mine closed in 1990.”",
    "In the film industry, Ann Lowe said, “we pay people late.”",
    "“It took us four years,” director Ann Lowe said in the film’s press notes.",
    "“We do not know what the result will be,” he would often say.",
    "With no warning, the mayor said, “We are bankrupt.”",
    "“There was no plan at all,” the minister said. No one answered.",
    "Ann Lowe will leave in May. “I am tired of it,” she said.",
    "“I could not say it better,” said Bob Reed.",
    "Asked if he would run, Bob Reed said, “Not this year.”",
    "Asked whether she said it, Ms Hale replied, “I did say it.”",
    "“The vote was stolen,” said Bob Reed. That is false.",
    "Bob Reed, who had never said a word before, said, “The mine must close.”",
    "No one was hurt, but Ann Lowe said, “The bridge is unsafe.”",
    "There is no plan to sell, Ann Lowe said, adding, “The mill is ours.”",
    "Reed, who denied the theft, said, “I was at home.”",
    "She would not go home. “I am staying here,” said Ann Lowe.",
    "“If I win the race, I will cry,” said Ann Lowe.",
    "Ann Lowe said the minister would tell parliament today.",
    "He went on to say, “The mine must close in May.”",
    "That is to say, Ann Lowe told us, “The mine must close.”",
    "The report did not name him. Ann Lowe said: “It was Bob Reed.”",
    "Without a word of thanks, Bob Reed said, “Close the door.”",
    "Ann Lowe, who is expected to run, said, “I have not decided.”",
    "The company, which will close in May, said: “We regret the loss of jobs.”",
    "“We fear that nothing will change,” said Ann Lowe, who denied saying more.",
    "The book is false, Ann Lowe said: “Every page of it is invented.”",
    "She said no. “I will not marry you,” she told him.",
    "“It is a myth that whales sing,” said Ann Lowe.",
    "Ann Lowe doubts it. “The bridge is unsafe,” she said.",
    "He could only say, “I am so sorry.”",
    "All she could say was: “I am so very sorry.”",
    "As if on cue, Bob Reed said, “The mine must close.”",
    "“No evidence was ever found,” Ann Lowe said.",
    "Ann Lowe said there was no evidence that the bridge was unsafe.",
    "“Nobody told us,” said Ann Lowe, who had never seen the letter.",
    "Ann Lowe never tires of saying, “Water finds its way.”",
    "Bob Reed, never one to hide, said: “I took the money.”",
    "“I won’t go,” Ann Lowe said, refusing to say more.",
    "Ann Lowe did not answer the question. “Talk to my lawyer,” she said.",
    "“The film took four years,” said Ann Lowe, who directed the play.",
    "The character witness, Ann Lowe, said: “He is a kind man.”",
    "“Is this the end?” asked Bob Reed.",
    "Does it work? “Yes, it works very well,” said Ann Lowe.",
    "Will Smith said, “We start at noon today.”",
    "Theresa May said: “We start at noon today.”",
    "In May, Ann Lowe said: “We start at noon today.”",
    "Ann Lowe, who may run again, said: “I am not tired.”",
    "“I would have said the same thing,” Bob Reed said.",
    "“Imagine my surprise at this,” said Bob Reed.",
    "Ann Lowe hopes to win. She said, “I am ready for it.”",
    "When asked what she would do, she said, “I would rest.”",
    "If the mine closes, Bob Reed told us, “the town will die.”",
    "He said he never lied. “Look at the record,” he added.",
    "Ann Lowe denied wrongdoing and said, “The court will clear me.”",
    "Ann Lowe denied any wrongdoing. “The court will clear me,” she said.",
    "Ann Lowe rejected the claim, calling it “a complete invention by cowards.”",
    "Ann Lowe said the report was false and added: “Nobody asked us.”",
    "Not everyone agrees. “It is too dear for us,” said Bob Reed.",
    "The company did not reply, but Ann Lowe said, “We were never asked.”",
    "It was unclear who won, and Ann Lowe said, “We will wait.”",
    "“It is a lie,” said Ann Lowe. She never said more than that.",
    "Nothing is decided, Ann Lowe said, but “the plan is sound.”",
    "Ann Lowe, star of the play, told us: “I love this part.”",
    "Though nobody asked, Bob Reed said, “I voted against it.”",
    "“The minister did not say that,” a spokesman said.",
    "A spokesman said the minister had never said that.",
    "Ann Lowe said she doubted that the bridge would hold.",
    "Will the bridge hold? Ann Lowe says, “It will hold for years.”",
    "Should voters worry? “They should not,” said Bob Reed.",
    "Ann Lowe could not attend but said in a letter: “I stand with you.”",
    "Ann Lowe would not take questions, saying: “The case is open.”",
    "Lincoln, who never went to college, said: “I read what I could.”",
    "Few believed him when he said, “The mine is safe.”",
    "No sooner had he said, “The mine is safe,” than it fell in.",
    "“We have no money left,” said the mayor, and no one laughed.",
    "He cannot read, but said: “I know the law by heart.”",
    "A statement attributed to Ann Lowe said: “The mill will close.”",
    "Ms Hale denied the report. “I never owned a thing,” she said.",
    "“I deny it,” said Ms Hale. “I never said it.”",
    "She denied it and said: “I never owned a thing.”",
    "“If you are going through hell, keep going,” said Bob Reed.",
    "Bob Reed could not hide his anger. “This is a disgrace,” he said.",
    "Nobody expected it, Bob Reed said: “We were all asleep.”",
    "The minister, who is due to speak on Friday, said: “I will not resign.”",
    "“The minister will speak on Friday,” a spokesman said.",
    "The film’s director, Ann Lowe, said: “We shot it in a week.”",
    "“I play the villain,” said Tom Berg, who stars in the movie.",
    "“I loved the novel,” said Ann Lowe, a reader in Hope.",
    "“Is it true that he left?” asked Ann Lowe.",
    "Ann Lowe asked, “Did he really say that?”",
    "Ann Lowe wondered whether the bridge would hold. “I have doubts,” she said.",
    "No evidence was shown, but Ann Lowe said, “He did it.”",
    "“There is no record of it,” said Ann Lowe, who denied nothing.",
    "In an interview Ann Lowe would not name him, but said: “He knows who he is.”",
    "Ann Lowe said it was a myth that whales sing.",
    "“Without water nothing grows,” said Bob Reed.",
    "Instead of a speech, Bob Reed sang. “I cannot talk,” he said.",
    "Bob Reed had never met her. “She was kind,” he said.",
    "Never before had Bob Reed said it so clearly: “The mine must close.”",
    "“Never again,” Bob Reed said.",
    "Not far from there, Ann Lowe said: “The dam will break.”",
    "When he was not singing, Bob Reed said, “the crowd was quiet.”",
    "Ann Lowe is expected to win. “I feel it,” she said.",
    "Bob Reed will retire in May. He told us: “I am tired.”",
    "“It’s fake,” Ann Lowe said of the letter.",
    "Ann Lowe called the letter fake and said: “I did not write it.”",
    "Twain did say “I was seldom able to see an opportunity.”",
    "It is true that Ms Hale said “I own this town.”",
    "What Ms Hale did say was: “I love this town.”",
    "As Lincoln once said, “a house divided cannot stand.”",
    "Lincoln rightly said, “a house divided cannot stand.”",
    "Few doubt that Lincoln said “a house divided cannot stand.”",
    "He could hardly speak. “They are gone,” he said.",
    "“We will see,” the minister said on Monday, when asked if she will resign.",
    "Prosecutors say Mr Cole told the clerk, “Lose the file for good.”",
]


@pytest.mark.parametrize(
    ("text", "what"), [(text, what) for what, texts in UNSAID.items() for text in texts]
)
def test_what_is_not_reported_as_said(text, what):
    found = find_quotes(text)
    assert [one.instead for one in found.unsaid] == [what]
    assert found.suggestions == []


@pytest.mark.parametrize("text", SAID)
def test_what_is_reported_as_said(text):
    found = find_quotes(text)
    assert found.unsaid == []
    assert found.suggestions
    assert not any(one.instead for one in found.suggestions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There is no evidence that Abraham Lincoln ever said, “Trust me.”", "Lincoln"),
        ("“Be the change you wish to see” is often misattributed to Gandhi.", "Gandhi"),
        ("Voltaire is often credited with “I disapprove of what you say.”", "Voltaire"),
        ("Did Ms Hale say “I own this town”? No.", "Hale"),
        ("“Trust nobody at all here.” Abraham Lincoln never said that.", "Lincoln"),
    ],
)
def test_who_is_said_to_have_said_it(text, name):
    (unsaid,) = find_quotes(text).unsaid
    (speaker,) = unsaid.speakers
    assert name in speaker.printed


def test_a_statement_about_what_was_not_said_stays_a_quote():
    text = "A spokesman said Ms Hale never said “I own this town.”"
    found = find_quotes(text)
    (said,) = found.suggestions
    assert [speaker.printed for speaker in said.speakers] == ["A spokesman"]
    (unsaid,) = found.unsaid
    assert [text[a:b] for a, b in unsaid.content] == ["“I own this town.”"]


def test_the_quotation_behind_words_that_were_not_said_stays_a_quote():
    text = "Ann Lowe did not suggest a new tax. “We will wait for the court,” she said."
    (said,) = find_quotes(text).suggestions
    assert "We will wait" in text[slice(*said.content[0])]


def test_a_label_before_a_dash_is_a_name_and_not_a_sentence():
    text = "“I own this town, and all of it” – Ms Hale did not say this."
    assert find_quotes(text).suggestions == []
