"""Names of many peoples, for the members of the sample studio.

Each word is written as it is shown; where it is not in Latin letters, how it is romanised follows a
colon. An underscore stands for a space inside a name. No name here is on the list of `cast`.
"""

from __future__ import annotations

from dataclasses import dataclass

from creditui.domain.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Word:
    """A given or a family name: as it is shown, and in the letters of an e-mail address."""

    shown: str
    latin: str


@dataclass(frozen=True, slots=True)
class Culture:
    """How a people's names are put together."""

    share: int
    """How many of a hundred members have such a name."""
    given: tuple[Word, ...]
    family: tuple[Word, ...]
    family_first: bool = False
    between: str = " "

    def full(self, given: Word, family: Word) -> str:
        """The whole name, as it is shown."""
        first, last = (family, given) if self.family_first else (given, family)
        return f"{first.shown}{self.between}{last.shown}"


def _words(text: str) -> tuple[Word, ...]:
    return tuple(_word(*item.partition(":")[::2]) for item in text.split())


def _word(shown: str, latin: str) -> Word:
    shown = shown.replace("_", " ")
    return Word(shown, latin or squeeze(fold(shown)).replace(" ", ""))


CULTURES = (
    Culture(
        34,
        _words(
            "Amelia Oliver Isla George Ava Noah Emily Arthur Sophie Harry Grace Jack Ruby Leo Poppy"
            " Oscar Florence Archie Evie Theo Charlotte Freddie Alice Henry Daisy Edward Rosie"
            " Thomas Phoebe Samuel Imogen Rhys Niamh Callum Siobhán Eoin Cerys Euan Saoirse Iona"
        ),
        _words(
            "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patterson Wright Walker White"
            " Thompson Hughes Edwards Green Hall Wood Harris Clarke O'Brien O'Neill MacDonald"
            " Fraser Llewellyn Pritchard Ashworth Fairweather Bickerstaff Featherstonehaugh"
            " Smith-Jones Armitage Winterbourne Holloway Pemberton Marsh Whitlock Thackeray"
        ),
    ),
    Culture(
        9,
        _words(
            "Élodie Jérôme Zoé François Hélène Rémi Chloé Noël Anaïs Benoît Maëlys Loïc Inès Gaël"
            " Marie-Claire Jean-Luc Aurélie Cédric"
        ),
        _words(
            "Lefèvre Béranger Moulin d'Aubigné Château Núñez Garçon L'Hôpital Dubois Saint-Exupéry"
            " Besançon Delacroix Fontaine Prévost"
        ),
    ),
    Culture(
        8,
        _words(
            "José María Íñigo Lucía Andrés Begoña Raúl Inés Jesús Sofía Tomás Nuria João Conceição"
            " Luísa Estêvão Ana_Beatriz"
        ),
        _words(
            "Muñoz Peña Ibáñez García_Márquez Gonçalves Araújo de_la_Cruz Zúñiga Brandão Cortês"
            " Fernández Güell Ávila"
        ),
    ),
    Culture(
        8,
        _words(
            "Jürgen Käthe Søren Åsa Björn Zoë Øyvind Ingrid Günther Mårten Sanna Väinö Þórdís"
            " Guðrún Hanneke Joost Anneliese"
        ),
        _words(
            "Müller Größmann Ångström Sjöberg Østergård Bjørnson van_der_Berg van_'t_Hoff Weiß"
            " Hämäläinen Jónsdóttir Ærøskøbing Köhler Nygård"
        ),
    ),
    Culture(
        9,
        _words(
            "Łukasz Małgorzata Zdeněk Štěpánka Božena Ştefan Ioana Çağla Gökhan Işıl Đorđe Živa"
            " Ágnes György Agnieszka Ondřej"
        ),
        _words(
            "Wójcik Dąbrowska Dvořák Šimůnek Ionescu Yıldırım Öztürk Đurić Kovačević Nagy Szűcs"
            " Błaszczykowski Čapek Gâdescu"
        ),
    ),
    Culture(
        10,
        _words(
            "Chukwuemeka Ngozi Olúfẹ́mi Adaeze Kwame Abena Thandiwe Sipho Amina Wanjirũ Tendai"
            " Zanele Yetunde Kofi Makena"
        ),
        _words(
            "Adébáyọ̀ Nwosu Mensah Dlamini Kamau Mbeki Abubakar Nkrumah Ogunleye Achebe Mutasa"
            " Asante Wiredu Njoroge"
        ),
    ),
    Culture(
        10,
        _words(
            "Aarav Ananya Rohan Meera Farhan Zainab Sanjay Lakshmi Imran Ishaan Kavya Gurpreet"
            " Nasreen Tharushi Vikram"
        ),
        _words(
            "Sharma Iyer Banerjee Khan Patel Singh Perera Chowdhury Reddy Malik Venkataraman"
            " Subramaniam Kaur Begum Wickramasinghe"
        ),
    ),
    Culture(
        4,
        _words(
            "秀英:xiuying 伟:wei 芳:fang 明哲:mingzhe 静怡:jingyi 浩然:haoran"
            " 雨桐:yutong 建国:jianguo"
        ),
        _words("王:wang 李:li 张:zhang 陈:chen 欧阳:ouyang 赵:zhao 黄:huang 周:zhou"),
        family_first=True,
        between="",
    ),
    Culture(
        2,
        _words("美咲:misaki 蓮:ren 陽葵:himari さくら:sakura 翔太:shota ケンジ:kenji 千尋:chihiro"),
        _words(
            "佐藤:sato 鈴木:suzuki 高橋:takahashi 渡辺:watanabe 小笠原:ogasawara 五十嵐:igarashi"
        ),
        family_first=True,
    ),
    Culture(
        2,
        _words("서연:seoyeon 민준:minjun 지우:jiwoo 하은:haeun 도윤:doyun"),
        _words("김:kim 이:lee 박:park 최:choi 남궁:namgung"),
        family_first=True,
        between="",
    ),
    Culture(
        2,
        _words("فاطمة:fatima يوسف:yusuf ليلى:layla عمر:omar نور:nour خالد:khalid"),
        _words("الحسن:alhassan منصور:mansour بن_علي:benali الشريف:alsharif حدّاد:haddad"),
    ),
    Culture(
        1,
        _words("נועה:noa יעל:yael איתן:eitan אורי:uri"),
        _words("לוי:levy כהן:cohen מזרחי:mizrahi בן-דוד:bendavid"),
    ),
    Culture(
        1,
        _words(
            "Дмитрий:dmitri Елена:elena Ярослав:yaroslav Ольга:olga Ἀθηνᾶ:athina Γιώργος:giorgos"
        ),
        _words("Шевченко:shevchenko Иванова:ivanova Παπαδοπούλου:papadopoulou Кузнецов:kuznetsov"),
    ),
)
"""The shares add up to a hundred."""

SINGLE = _words(
    "Suharni Wulandari Nurhaliza Sukarno Thiri Cher Prameswari Dhananjaya สุดารัตน์:sudarat"
)
"""Names of one word."""

SINGLE_SHARE = 2
"""How many of a hundred members have a name of one word."""

DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
"""Where their e-mail goes: nowhere."""
