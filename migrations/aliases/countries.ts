/** By ISO letters: the three letters of ISO 3166, then short, old and own names that Unicode does not give. A country a line. */
export const USUAL_OF_COUNTRIES = `
AD: and
AE: are, uae, u.a.e., emirates, dubai, abu dhabi, оаэ, эмираты, дубай, امارات, دبي
AF: afg
AG: atg, antigua, антигуа
AI: aia
AL: alb, албанія
AM: arm
AO: ago
AQ: ata
AR: arg
AS: asm
AT: aut, osterreich, австрія
AU: aus, oz, австралія, استراليا
AW: abw
AX: ala
AZ: aze, azerbaijan republic, азербайджан, آذربيجان
BA: bih, bosnia, босния, البوسنة
BB: brb
BD: bgd, bangla, бангладеш
BE: bel
BF: bfa, burkina, буркина
BG: bgr
BH: bhr, bahrein, bahrayn
BI: bdi
BJ: ben
BL: blm
BM: bmu
BN: brn, brunei darussalam
BO: bol
BQ: bes
BR: bra, brasil, бразілія
BS: bhs
BT: btn
BV: bvt
BW: bwa
BY: blr, belorussia, byelorussia, белоруссия, беларусь, рб, روسيا البيضاء, بيلاروس
BZ: blz
CA: can
CC: cck
CD: cod, drc, dr congo, dcongo, congo kinshasa, democratic republic of the congo, zaire, др конго, дрк, конго киншаса, заир, الكونغو الديمقراطية, كونغو كينشاسا, زائير
CF: caf, car, цар, افريقيا الوسطى
CG: cog, congo, congo brazzaville, republic of the congo, конго, конго браззавиль, الكونغو, كونغو برازافيل
CH: che, swiss, schweiz, suisse, швейцарія, سويسرا
CI: civ, ivory coast, cote divoire, берег слоновой кости, кот дивуар, ساحل العاج, كوت ديفوار
CK: cok
CL: chl
CM: cmr, kamerun
CN: chn, prc, china mainland, кнр, الصين الشعبية
CO: col, columbia, колумбія
CR: cri, costarica
CU: cub
CV: cpv, cape verde, cabo verde, кабо верде, острова зеленого мыса, الراس الاخضر
CW: cuw
CX: cxr
CY: cyp, kipr
CZ: cze, czech, czech republic, czechia, чешская республика, чехія, التشيك, جمهورية التشيك
DE: deu, deutschland, ger, frg, фрг, германія
DJ: dji
DK: dnk, danmark
DM: dma
DO: dom, dominicana, dominican, доминикана, الدومينيكان
DZ: dza, algerie, الجزاير
EC: ecu
EE: est, eesti
EG: egy, misr, masr
EH: esh, sahara, sahrawi, западная сахара
ER: eri
ES: esp, espana, испанія
ET: eth
FI: fin, suomi
FJ: fji
FK: flk
FM: fsm
FO: fro, faroes, фареры
FR: fra, france metropolitaine, франція
GA: gab
GB: gbr, uk, u.k., britain, great britain, england, scotland, wales, london, британия, англия, шотландия, лондон, соединенное королевство, великобританія, بريطانيا, انجلترا, إنكلترا, المملكه المتحده
GD: grd
GE: geo, sakartvelo, gruzia, грузія
GF: guf, french guyana, французская гвиана
GG: ggy
GH: gha
GI: gib
GL: grl
GM: gmb, the gambia, gambiya
GN: gin
GP: glp
GQ: gnq, equatorial guinea
GR: grc, hellas, ellada, اليونان
GS: sgs
GT: gtm
GU: gum
GW: gnb, guinea bissau
GY: guy
HK: hkg, hong kong, hongkong, гонконг, هونغ كونغ, هونج كونج
HM: hmd
HN: hnd
HR: hrv, hrvatska
HT: hti
HU: hun, magyarorszag
ID: idn, indo, jakarta, bali, индонезія, اندونيسيا
IE: irl, eire
IL: isr, израіль
IM: imn
IN: ind, bharat, hindustan, индія, الهند
IO: iot
IQ: irq, irak
IR: irn, persia, islamic republic of iran, персия, فارس
IS: isl
IT: ita, italia, италія
JE: jey
JM: jam
JO: jor, jordania, иорданія
JP: jpn, nippon, nihon, японія
KE: ken
KG: kgz, kirghizia, kirgizia, kyrgyz republic, киргизия, кыргызстан, قرغيزيا, قيرغيزستان
KH: khm, kampuchea, cambodja, кампучия
KI: kir
KM: com
KN: kna, saint kitts, st kitts, сент китс
KP: prk, dprk, north korea, кндр, северная корея, كوريا الشمالية
KR: kor, korea, south korea, republic of korea, rok, корея, южная корея, كوريا, كوريا الجنوبية
KW: kwt, quwait, kuweit
KY: cym, cayman, кайманы
KZ: kaz, qazaqstan, kazakhstan republic, kazahstan, kazakstan, 77, 76, казакстан, қазақстан, рк, قازاقستان, كازخستان, كازاخستان, قزاقستان
LA: lao, laos, лаос
LB: lbn, liban, levan
LC: lca, st lucia, saint lucia
LI: lie
LK: lka, ceylon, цейлон, سيلان
LR: lbr
LS: lso
LT: ltu, lietuva, литва
LU: lux
LV: lva, latvija, letonia, латвія
LY: lby, libia
MA: mar, maroc, marocco, morroco, المغرب
MC: mco
MD: mda, moldavia, молдавия
ME: mne, crna gora, черногорія
MF: maf
MG: mdg
MH: mhl
MK: mkd, macedonia, fyrom, македония, مقدونيا
ML: mli
MM: mmr, burma, бирма, بورما
MN: mng
MO: mac, macao, macau, аомынь, ماكاو
MP: mnp
MQ: mtq
MR: mrt
MS: msr
MT: mlt
MU: mus
MV: mdv
MW: mwi
MX: mex, mejico, мексіка
MY: mys, malasia, малайзія
MZ: moz
NA: nam
NC: ncl
NE: ner
NF: nfk
NG: nga, naija
NI: nic
NL: nld, holland, nederland, голландия, нидерланды, هولندا
NO: nor, norge
NP: npl
NR: nru
NU: niu
NZ: nzl, aotearoa
OM: omn
PA: pan
PE: per
PF: pyf
PG: png, papua, папуа, بابوا
PH: phl, phillipines, philippine, pilipinas, филиппины, فلبين
PK: pak
PL: pol, polska, польща
PM: spm
PN: pcn
PR: pri, puerto rico
PS: pse, gaza, west bank, palestina, палестина, غزة, الضفة الغربية, فلسطين
PT: prt
PW: plw
PY: pry
QA: qat, katar
RE: reu, reunion island
RO: rou, rumania, румунія
RS: srb, srbija, сербія
RU: rus, rf, russian federation, rossia, rossiya, рф, российская федерация, روسيا الاتحادية
RW: rwa
SA: sau, ksa, k.s.a., saudi, saudia, kingdom of saudi arabia, кса, саудия, سعودية, المملكة, المملكة العربية السعودية
SB: slb
SC: syc
SD: sdn
SE: swe, sverige
SG: sgp
SH: shn
SI: svn
SJ: sjm
SK: svk, slovak republic, словаччина
SL: sle
SM: smr
SN: sen
SO: som
SR: sur, surinam
SS: ssd, south sudan
ST: stp, sao tome, сан томе
SV: slv, salvador, сальвадор, السلفادور
SX: sxm
SY: syr, sham, suria
SZ: swz, swaziland, свазиленд, سوازيلاند
TC: tca
TD: tcd, tchad
TF: atf
TG: tgo
TH: tha, siam, thai, тай, таиланд, تايلند
TJ: tjk, tadjikistan, таджикістан
TK: tkl
TL: tls, east timor, восточный тимор, تيمور الشرقية
TM: tkm, turkmenia, туркмения
TN: tun, tunis, туніс
TO: ton
TR: tur, turkey, turkiye, турция, туреччина, تركيا
TT: tto, trinidad, тринидад
TV: tuv
TW: twn, formosa, chinese taipei, тайвань
TZ: tza
UA: ukr, ukraina, україна, اوكرانيا
UG: uga
UM: umi
US: usa, u.s.a., u.s., america, united states of america, states, сша, америка, штаты, соединенные штаты америки, امريكا, الولايات المتحدة الامريكية
UY: ury
UZ: uzb, ozbekiston, uzbekiston, узбекістан, ازبكستان
VA: vat, vatican, ватикан, الفاتيكان
VC: vct, saint vincent, st vincent, сент винсент
VE: ven
VG: vgb
VI: vir
VN: vnm, viet nam, vietnam, вьетнам
VU: vut
WF: wlf
WS: wsm
XK: xkx, kosova, косово
YE: yem, yaman
YT: myt
ZA: zaf, south africa, rsa, s africa, юар, جنوب افريقيا
ZM: zmb
ZW: zwe, rhodesia, родезия
`;
