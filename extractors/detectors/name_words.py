"""Words that decide how a personal name is split. Tables only.

Written by hand from common usage, not copied from a list; none is complete. Kinship suffixes go with the family name as
Brazilian reference lists (ABNT NBR 6023) have it.
"""

from pathlib import Path


def word_set(text: str) -> frozenset[str]:
    """The words of a table that is written as running text."""
    return frozenset(text.split())


# Lower-case words that open a family name and belong to it: "van Goudoever", "da Silva".
PARTICLES = word_set(
    """
    abu af al ap av ben bin binti bint d' da dal dall' dalla das de degli dei del dela della delle den der des di do
    dos du el ibn la las le lo los op ould 't santa st. te ten ter tot van vande vander vanden vom von v. zu zum zur
    """
)
# Particles that open the family name wherever they stand: two words may follow ("ten Brummeler Andriesse").
OPENING_PARTICLES = word_set("van von vom zu zur zum ter ten vander vanden v.")
# Printed with a capital they are particles too, but not before an East Asian surname ("Anh Van Nguyen").
CAPITAL_PARTICLES = word_set(
    """
    Abu Al Ben Da Dal Dalla De Degli Del Della Den Der Des Di Dos Du El Ibn La Las Le Lo Los Mac Mc Nic Ní Santa St
    St. Giolla Ten Uí Van Vande Vanden Vander Von Ó
    """
)
ALL_CAPITAL_PARTICLES = word_set("DA DAS DE DEL DOS LA LOS VAN VON DER DEN DI DU")
# Joins the words on both its sides into one family name: "Ramón y Cajal", "Costa e Silva", "Roca i Cabarrocas".
JOINERS = frozenset({"y", "e", "i"})

SUFFIXES = word_set("Jr Jr. JR JR. Sr Sr. SR SR. II III IV 2nd 3rd")
NUMERALS = frozenset({"II", "III", "IV"})  # also initials: "Naumov, IV"
# Part of the family name in Portuguese usage (ABNT NBR 6023): "Chiavegatto Filho".
FAMILY_SUFFIXES = word_set("Filho Filha Neto Netto Júnior Junior Sobrinho Sobrinha FILHO NETO JÚNIOR JUNIOR")

TITLES = word_set(
    """
    Prof Prof. Professor Dr Dr. Univ.-Prof. PD Priv.-Doz. Dipl.-Ing. Ing. Mr Mr. Mrs Mrs. Ms Ms. Miss Sir Dame Lord
    Rev Rev. Assoc. Assist. Asst. Hon. dr. dr prof. Dott. Dra. Sra. Drs. Ir. Mag. Doz.
    """
)
# Never a name.
DEGREES = word_set(
    """
    PhD Ph.D. Ph.D PHD DPhil D.Phil. MPhil M.Phil. MSc M.Sc. M.Sc MSci BSc B.Sc. BSN MSN MBBS MBChB MBBCh MBBS, MB
    MDPhD FRCP FRCPsych FRCPC FRCS FRCSC FRACP FRANZCP FAAN FACP FACC FAHA FESC FMedSci FRS FRCPE FRCPCH FRACS MRCP
    MRCPsych MRCS MRCGP MMHN CMHN RMN RNMH DNP DNSc DrPH Dr.PH. DClinPsy D.Clin.Psy. PsyD Psy.D. EdD Ed.D. ScD Sc.D.
    DSc D.Sc. PharmD Pharm.D. DDS D.D.S. DMD DVM D.V.M. MPH M.P.H. MHA MHS MHSc MBA M.B.A. MEd M.Ed. MNurs MSW LCSW
    RPh RNC CRNP APRN PMHNP PMHNP-BC RN-BC FNP FNP-BC LL.M. LLM LL.D.  OTR OTR/L OTD BCom BComm BEd B.Ed. BNurs
    BPharm BPsych BDS MDS BHSc MStat MMed MMedSc MClinPsych MRes PGCert PGDip GradDip Eng.D. habil. h.c. B.Eng.
    M.Eng. BEng MEng PGCE MHSM CPsychol AFBPsS FBPsS FHEA SFHEA MSPH MSHS MPP M.Tech MTech B.Tech BTech
    """
)
# Also initials or surnames ("Smith MD", "Jin MA"): degrees only after a comma, beside a degree, or where noted.
WEAK_DEGREES = word_set(
    """
    MD RN MA BA MS BS DO DC OT PT LPN NP PA CNS RM BN MN DN EN MSC BSC CNM DPT PE JD M.D. M.A. B.A. M.S. B.S. J.D. D.O.
    """
)
# Weak ones that are no surname: degrees also after two full name words ("Jane Roe MD").
CLEAR_AFTER_NAME = frozenset(
    {"MD", "RN", "BN", "MN", "MSC", "BSC", "DPT", "LPN", "CNM", "M.D.", "JD", "J.D.", "M.A.", "B.A."}
)

# One of these in a name of two words or more makes it an organisation.
ORGANISATION_WORDS = word_set(
    """
    group groups consortium consortia collaboration collaborative collaborators collaboratory committee team network
    society university universität universidad universidade université universitas institute institut instituto
    istituto institution institutes association organization organisation foundation ministry department dept centre
    federation agency commission investigators initiative alliance bureau academy laboratory laboratories programme
    partnership taskforce corporation inc inc. ltd ltd. llc gmbh plc council hospital hospitals faculty school
    nations observatory museum secretariat authority directorate registry coalition administration international
    national editors editorial redaktion redacción redação rédaction redazione
    gruppe gesellschaft verein grupo equipe équipe comité sociedad sociedade société società associação
    asociación fundación fundação forum  учреждение университет институт
    ministerio ministério ministère ministero ministerium ministerie ministerstwo ministerstvo ministerul bakanlığı
    министерство міністерство gobierno governo gouvernement consejo conselho conseil consiglio secretaría secretaria
    dirección direção direction academia académie akademie akademia accademia akademi academie академия академія
    kementerian universitetet universitetas universitatea uniwersytet univerzita univerzitet yliopisto egyetem
    üniversitesi instytut ústav inštitut institutet instituut enstitüsü общество товариство комитет комітет комиссия
    федерация federación federação fédération federazione kommission comisión comissão commissione komisja
    arbeitsgruppe arbeitsgemeinschaft arbeitskreis fachgesellschaft stiftung bundesamt landesamt
    collège colegio collegio fondazione fondation società stichting vereniging selskab
    """
)
ORGANISATION_LINKS = frozenset({"of", "for", "the", "on", "and", "&", "in"})
ORGANISATION_CJK = tuple(
    word_set(
        """
        大学 大學 学院 學院 研究所 研究院 医院 醫院 委员会 委員會 协会 協會 学会 學會 编辑部 課題組 课题组 公司 中心
        실험실 대학교 연구원 위원회
        """
    )
)
NOT_NAMES = word_set(
    "none n/a null undefined anonymous [anonymous] unknown anon anon. author authors &na; &na na; others al al."
) | {"no author", "not available", "and others", "et al", "et al."}

COMPOUND_HAN = word_set(
    """
    欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 宇文 长孫 长孙 夏侯 端木
    轩辕 南宫 南宮 独孤 呼延 东郭 西门 申屠 太史 钟离 鍾離 淳于 澹台 闻人 赫连 赫連
    """
)
HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许"
    "許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔"
    "康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛"
    "温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛叢焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜詹关關苗凌费費"
    "纪紀靳盛童欧歐甄项項曲成游阳裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵解强柴华華车冉房边邊"
    "辜吉饶饒刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇"
    "敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺"
)
# Usual Japanese family names, by which names that a page has glued together are told apart.
JAPANESE_SURNAMES = word_set(Path(__file__).with_name("japanese_surnames.tsv").read_text(encoding="utf-8"))
# Romanised surnames that no capitalised particle goes with, and that tell "Limin LIU" from initials.
EAST_ASIAN = word_set(
    """
    li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lü ding ren yao shen
    zhong cui tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu hou yan lei gu long wan duan qian tao
    hao kong mao chang shao dai mo yin lai wen qiao pang lan hong zhai an ji niu ni ge bi nie xing qi kim lee park
    choi jung jeong kang cho yoon jang lim shin seo kwon hwang ahn yoo nguyen nguyễn tran trần le lê pham phạm hoang
    hoàng huynh phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô duong dương ly dinh trinh dao đoàn doan luong
    truong lam chan wong cheung chow leung ng tsai hsu lo chiu hsieh chiang chung tseng kuo yeh tsang kwok lau
    """
)
# Iberian surnames that are hardly given names: second in a name that opens with the family's, they are part of it
# ("Garcia Lopez Maria"). Without accents.
SECOND_SURNAMES = word_set(
    """
    aguilar almeida alvarez alves andrade aragon araujo arias avila barbosa barros batista benitez blanco borges bravo
    caballero cabrera calvo campos cano cardoso carmona carrasco carvalho castillo castro cavalcanti contreras correa
    correia cortes costa crespo delgado diaz diez dominguez duran escobar espinosa espinoza estrada fernandes
    fernandez ferreira ferrer figueroa flores fonseca freitas fuentes gallardo gallego garcia garrido gimenez gomes
    gomez goncalves gonzales gonzalez guerrero gutierrez guzman hernandez herrera herrero hidalgo ibanez iglesias
    jimenez lima lopes lopez lozano machado maldonado marques marquez martinez martins medina mejia mendes
    mendez mendoza molina monteiro montero morales moreira moreno munoz nascimento navarro nieto nunes
    nunez oliveira ortega ortiz pacheco padilla parra pena pereira perez pinto prieto ramirez rocha rodrigues
    rodriguez rojas romero rubio ruiz saez salazar sanchez sandoval santana sanz serrano silva soler sosa soto sousa
    souza suarez teixeira torres valencia vargas vasquez vazquez velasco velazquez vieira villanueva zapata
    """
)
