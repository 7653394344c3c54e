/** By the code that most shops give it: what people call a service. A service a line. */
export const USUAL_OF_SERVICES = `
telegram: tg, tlg, tgram, телеграм, телеграмм, телега, тг, تيليجرام, تليجرام, تلجرام, تيليغرام, تليغرام, تلغرام, تيليقرام, تليقرام, تلقرام, تلي
whatsapp: wa, wapp, whats, watsapp, ватсап, вотсап, вацап, ватсапп, уотсап, вотс ап, واتساب, واتس اب, واتس, وتساب, واتسب, واتزاب
google: gmail, g mail, gm, goog, youtube, yt, ytb, google play, gsuite, android, гугл, гугол, гмейл, джимейл, ютуб, ютюб, جوجل, غوغل, قوقل, كوكل, جيميل, يوتيوب
googlevoice: gv, voice, гугл войс, جوجل فويس
instagram: ig, insta, inst, instgram, threads, инстаграм, инстаграмм, инста, انستجرام, انستغرام, انستقرام, انستا, انستكرام
facebook: fb, face, meta, messenger, фейсбук, фэйсбук, фб, мессенджер, فيسبوك, فيس بوك, فيس, فيسبك, ماسنجر
tiktok: tt, tik tok, douyin, тикток, тик ток, تيك توك, تيكتوك, تك توك
discord: dc, dis, ds, дискорд, дис, ديسكورد, دسكورد
openai: chatgpt, chat gpt, gpt, опенаи, опен аи, чатгпт, чат гпт, гпт, اوبن اي, شات جي بي تي, تشات جي بي تي
chatgpt: openai, gpt, chat gpt, чатгпт, чат гпт, شات جي بي تي
claude: anthropic, claude ai, клод, клауд, كلود
twitter: x, x.com, tw, twiter, твиттер, твитер, икс, تويتر, اكس
signal: сигнал, سيجنال, سيغنال, سيقنال
amazon: aws, amz, prime, amazon prime, амазон, امازون
apple: icloud, apple id, appleid, app store, iphone, itunes, эппл, эпл, айклауд, ابل, اي كلاود, ايكلاود
microsoft: ms, outlook, hotmail, office, azure, live, xbox, skype, майкрософт, аутлук, хотмейл, مايكروسوفت, اوتلوك, هوتميل
netflix: nf, нетфликс, نتفلكس, نتفليكس
steam: valve, стим, ستيم
linkedin: li, lnkd, линкедин, линкдин, لينكد ان, لينكدان
tinder: тиндер, تندر, تيندر
uber: uber eats, ubereats, убер, اوبر
snapchat: snap, sc, снапчат, снап, سناب شات, سناب, سنابشات
paypal: pp, pay pal, пейпал, пэйпал, палка, باي بال, بايبال
viber: вайбер, вибер, فايبر
wechat: weixin, we chat, вичат, ويشات, وي شات
line: лайн, لاين
kakaotalk: kakao, какао, какаоток, كاكاو, كاكاو توك
imo: имо, ايمو
vk: vkontakte, vkcom, vk.com, вконтакте, вк, في كي, فكونتاكتي
vkontakte: vk, вконтакте, вк, في كي
ok: odnoklassniki, ok.ru, одноклассники, ок, اودنوكلاسنيكي
odnoklassniki: ok, ok.ru, одноклассники, ок
yandex: ya, яндекс, ya.ru, ياندكس
mailru: mail, mail.ru, мейл ру, маил ру, мейл, ميل رو
avito: авито, افيتو
yahoo: ymail, яху, ياهو
protonmail: proton, протон, протонмейл, بروتون, بروتون ميل
alibaba: ali, baba, алибаба, علي بابا
alipay: алипей, علي باي
aliexpress: ali express, alik, али, алиэкспресс, али экспресс, علي اكسبرس
airbnb: air bnb, bnb, эйрбнб, аирбнб, اير بي ان بي
ebay: ибей, ебей, эбэй, ايباي, اي باي
twitch: твич, تويتش
blizzard: battlenet, battle net, wow, overwatch, близзард, بليزارد
coinbase: коинбейс, كوين بيس
binance: bnb exchange, бинанс, باينانس, بينانس
bybit: байбит, بايبت
okx: okex, окекс
bumble: бамбл, бамбле, بامبل
hinge: хиндж, хинж, هينج
badoo: баду, بادو
vinted: винтед, فينتد
shopee: шопи, شوبي
lazada: лазада, لازادا
gojek: go jek, годжек
grab: грэб, граб, جراب
doordash: door dash, дордаш
lyft: лифт, ليفت
bolt: болт, بولت
grindr: гриндр, جريندر
wise: transferwise, вайз, وايز
revolut: revo, револют, ريفولوت
truecaller: true caller, трукаллер, тру коллер, تروكولر, ترو كولر
venmo: венмо, فينمو
cashapp: cash app, кэш апп, كاش اب
flipkart: флипкарт
naver: навер
aol: аол
qq: tencent, кью кью
spotify: спотифай, سبوتيفاي
reddit: реддит, ريديت
pinterest: пинтерест, بنترست
zoom: зум, زوم
temu: тему, تيمو
shein: шеин, шейн, شي ان, شيان
ozon: озон
wildberries: wb, вайлдберриз, вб
tbank: tinkoff, тинькофф, т банк
sberbank: sber, сбер, сбербанк
gosuslugi: госуслуги
qiwi: киви
mts: мтс
avon: эйвон
careem: كريم, карим
noon: نون
talabat: طلبات
jahez: جاهز
mercari: меркари
nike: найк, نايك
roblox: роблокс, روبلوكس
epicgames: epic, epic games, fortnite, эпик, فورتنايت
clubhouse: клабхаус, كلوب هاوس
skype: скайп, سكايب
tango: танго, تانجو
zalo: зало
bigo: bigo live, биго, بيجو
likee: лайки, لايكي
gemini: gemini google, джемини, جيميناي
deepseek: deep seek, дипсик, ديب سيك
other: other services, любой другой, другое, прочее, اخرى, خدمات اخرى
`;
