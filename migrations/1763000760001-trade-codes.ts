import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the trade names services and countries: the two to four letters and the numbers of handler_api, and the words of 5sim.
 * What a shop's own services and countries get of it is worked out by give_trade_codes. New tables only.
 */
export class TradeCodes1763000760001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO trade_services (handler, name, five_sim) VALUES
        ('tg', 'Telegram', 'telegram'), ('wa', 'WhatsApp', 'whatsapp'), ('go', 'Google', 'google'),
        ('ig', 'Instagram', 'instagram'), ('fb', 'Facebook', 'facebook'), ('tw', 'Twitter', 'twitter'),
        ('ds', 'Discord', 'discord'), ('lf', 'TikTok', 'tiktok'), ('am', 'Amazon', 'amazon'),
        ('mm', 'Microsoft', 'microsoft'), ('wx', 'Apple', 'apple'), ('nf', 'Netflix', 'netflix'),
        ('oi', 'Tinder', 'tinder'), ('ub', 'Uber', 'uber'), ('mt', 'Steam', 'steam'), ('ts', 'PayPal', 'paypal'),
        ('fu', 'Snapchat', 'snapchat'), ('tn', 'LinkedIn', 'linkedin'), ('vi', 'Viber', 'viber'),
        ('wb', 'WeChat', 'wechat'), ('me', 'LINE', 'line'), ('kt', 'KakaoTalk', 'kakaotalk'), ('im', 'Imo', 'imo'),
        ('vk', 'VK', 'vkontakte'), ('ok', 'OK', 'odnoklassniki'), ('ya', 'Yandex', 'yandex'),
        ('ma', 'Mail.ru', 'mailru'), ('av', 'Avito', 'avito'), ('mb', 'Yahoo', 'yahoo'),
        ('dp', 'ProtonMail', 'protonmail'), ('ab', 'Alibaba', 'alibaba'), ('hw', 'Alipay', 'alipay'),
        ('hx', 'AliExpress', 'aliexpress'), ('uk', 'Airbnb', 'airbnb'), ('dh', 'eBay', 'ebay'),
        ('hb', 'Twitch', 'twitch'), ('bz', 'Blizzard', 'blizzard'), ('bw', 'Signal', 'signal'),
        ('dr', 'OpenAI', 'openai'), ('acz', 'Claude', 'claude'), ('re', 'Coinbase', 'coinbase'),
        ('mo', 'Bumble', 'bumble'), ('vz', 'Hinge', 'hinge'), ('gf', 'GoogleVoice', 'googlevoice'),
        ('kc', 'Vinted', 'vinted'), ('ka', 'Shopee', 'shopee'), ('dl', 'Lazada', 'lazada'), ('ni', 'Gojek', 'gojek'),
        ('jg', 'Grab', 'grab'), ('ac', 'DoorDash', 'doordash'), ('tu', 'Lyft', 'lyft'), ('yw', 'Grindr', 'grindr'),
        ('bo', 'Wise', 'wise'), ('ij', 'Revolut', 'revolut'), ('tl', 'Truecaller', 'truecaller'),
        ('yy', 'Venmo', 'venmo'), ('xt', 'Flipkart', 'flipkart'), ('nv', 'Naver', 'naver'), ('pm', 'AOL', 'aol'),
        ('qq', 'QQ', 'qq'), ('ot', 'Other', 'other');
      INSERT INTO trade_countries (iso, handler, five_sim) VALUES
        ('RU', '0', 'russia'), ('UA', '1', 'ukraine'), ('KZ', '2', 'kazakhstan'), ('CN', '3', 'china'),
        ('PH', '4', 'philippines'), ('MM', '5', 'myanmar'), ('ID', '6', 'indonesia'), ('MY', '7', 'malaysia'),
        ('KE', '8', 'kenya'), ('TZ', '9', 'tanzania'), ('VN', '10', 'vietnam'), ('KG', '11', 'kyrgyzstan'),
        ('IL', '13', 'israel'), ('HK', '14', 'hongkong'), ('PL', '15', 'poland'), ('GB', '16', 'england'),
        ('MG', '17', 'madagascar'), ('CD', '18', 'dcongo'), ('NG', '19', 'nigeria'), ('MO', '20', 'macau'),
        ('EG', '21', 'egypt'), ('IN', '22', 'india'), ('IE', '23', 'ireland'), ('KH', '24', 'cambodia'),
        ('LA', '25', 'laos'), ('HT', '26', 'haiti'), ('CI', '27', 'ivorycoast'), ('GM', '28', 'gambia'),
        ('RS', '29', 'serbia'), ('YE', '30', 'yemen'), ('ZA', '31', 'southafrica'), ('RO', '32', 'romania'),
        ('CO', '33', 'colombia'), ('EE', '34', 'estonia'), ('AZ', '35', 'azerbaijan'), ('CA', '36', 'canada'),
        ('MA', '37', 'morocco'), ('GH', '38', 'ghana'), ('AR', '39', 'argentina'), ('UZ', '40', 'uzbekistan'),
        ('CM', '41', 'cameroon'), ('TD', '42', 'chad'), ('DE', '43', 'germany'), ('LT', '44', 'lithuania'),
        ('HR', '45', 'croatia'), ('SE', '46', 'sweden'), ('IQ', '47', 'iraq'), ('NL', '48', 'netherlands'),
        ('LV', '49', 'latvia'), ('AT', '50', 'austria'), ('BY', '51', 'belarus'), ('TH', '52', 'thailand'),
        ('SA', '53', 'saudiarabia'), ('MX', '54', 'mexico'), ('TW', '55', 'taiwan'), ('ES', '56', 'spain'),
        ('IR', '57', 'iran'), ('DZ', '58', 'algeria'), ('SI', '59', 'slovenia'), ('BD', '60', 'bangladesh'),
        ('SN', '61', 'senegal'), ('TR', '62', 'turkey'), ('CZ', '63', 'czech'), ('LK', '64', 'srilanka'),
        ('PE', '65', 'peru'), ('PK', '66', 'pakistan'), ('NZ', '67', 'newzealand'), ('GN', '68', 'guinea'),
        ('ML', '69', 'mali'), ('VE', '70', 'venezuela'), ('ET', '71', 'ethiopia'), ('MN', '72', 'mongolia'),
        ('BR', '73', 'brazil'), ('AF', '74', 'afghanistan'), ('UG', '75', 'uganda'), ('AO', '76', 'angola'),
        ('CY', '77', 'cyprus'), ('FR', '78', 'france'), ('PG', '79', 'papuanewguinea'), ('MZ', '80', 'mozambique'),
        ('NP', '81', 'nepal'), ('BE', '82', 'belgium'), ('BG', '83', 'bulgaria'), ('HU', '84', 'hungary'),
        ('MD', '85', 'moldova'), ('IT', '86', 'italy'), ('PY', '87', 'paraguay'), ('HN', '88', 'honduras'),
        ('TN', '89', 'tunisia'), ('NI', '90', 'nicaragua'), ('TL', '91', 'easttimor'), ('BO', '92', 'bolivia'),
        ('CR', '93', 'costarica'), ('GT', '94', 'guatemala'), ('AE', '95', 'uae'), ('ZW', '96', 'zimbabwe'),
        ('PR', '97', 'puertorico'), ('SD', '98', 'sudan'), ('TG', '99', 'togo'), ('KW', '100', 'kuwait'),
        ('SV', '101', 'salvador'), ('LY', '102', 'libya'), ('JM', '103', 'jamaica'), ('TT', '104', 'tit'),
        ('EC', '105', 'ecuador'), ('SZ', '106', 'swaziland'), ('OM', '107', 'oman'), ('BA', '108', 'bih'),
        ('DO', '109', 'dominicana'), ('SY', '110', 'syria'), ('QA', '111', 'qatar'), ('PA', '112', 'panama'),
        ('CU', '113', 'cuba'), ('MR', '114', 'mauritania'), ('SL', '115', 'sierraleone'), ('JO', '116', 'jordan'),
        ('PT', '117', 'portugal'), ('BB', '118', 'barbados'), ('BI', '119', 'burundi'), ('BJ', '120', 'benin'),
        ('BN', '121', 'brunei'), ('BS', '122', 'bahamas'), ('BW', '123', 'botswana'), ('BZ', '124', 'belize'),
        ('CF', '125', 'centralafricanrepublic'), ('DM', '126', 'dominica'), ('GD', '127', 'grenada'),
        ('GE', '128', 'georgia'), ('GR', '129', 'greece'), ('GW', '130', 'guineabissau'), ('GY', '131', 'guyana'),
        ('IS', '132', 'iceland'), ('KM', '133', 'comoros'), ('KN', '134', 'saintkittsandnevis'),
        ('LR', '135', 'liberia'), ('LS', '136', 'lesotho'), ('MW', '137', 'malawi'), ('NA', '138', 'namibia'),
        ('NE', '139', 'niger'), ('RW', '140', 'rwanda'), ('SK', '141', 'slovakia'), ('SR', '142', 'suriname'),
        ('TJ', '143', 'tajikistan'), ('MC', '144', 'monaco'), ('BH', '145', 'bahrain'), ('RE', '146', 'reunion'),
        ('ZM', '147', 'zambia'), ('AM', '148', 'armenia'), ('SO', '149', 'somalia'), ('CG', '150', 'congo'),
        ('CL', '151', 'chile'), ('BF', '152', 'burkinafaso'), ('LB', '153', 'lebanon'), ('GA', '154', 'gabon'),
        ('AL', '155', 'albania'), ('UY', '156', 'uruguay'), ('MU', '157', 'mauritius'), ('BT', '158', 'bhutane'),
        ('MV', '159', 'maldives'), ('GP', '160', 'guadeloupe'), ('TM', '161', 'turkmenistan'),
        ('GF', '162', 'frenchguiana'), ('FI', '163', 'finland'), ('LC', '164', 'saintlucia'),
        ('LU', '165', 'luxembourg'), ('VC', '166', 'saintvincentandgrenadines'), ('GQ', '167', 'equatorialguinea'),
        ('DJ', '168', 'djibouti'), ('AG', '169', 'antiguaandbarbuda'), ('KY', '170', 'caymanislands'),
        ('ME', '171', 'montenegro'), ('DK', '172', 'denmark'), ('CH', '173', 'switzerland'), ('NO', '174', 'norway'),
        ('AU', '175', 'australia'), ('ER', '176', 'eritrea'), ('SS', '177', 'southsudan'),
        ('ST', '178', 'saotomeandprincipe'), ('AW', '179', 'aruba'), ('MS', '180', 'montserrat'),
        ('AI', '181', 'anguilla'), ('JP', '182', 'japan'), ('MK', '183', 'northmacedonia'),
        ('SC', '184', 'seychelles'), ('NC', '185', 'newcaledonia'), ('CV', '186', 'capeverde'), ('US', '187', 'usa'),
        ('PS', '188', 'palestine'), ('FJ', '189', 'fiji'), ('KR', '190', 'southkorea'), ('KP', '191', 'northkorea'),
        ('EH', '192', 'westernsahara'), ('SB', '193', 'solomonislands'), ('JE', '194', 'jersey'),
        ('BM', '195', 'bermuda'), ('SG', '196', 'singapore'), ('TO', '197', 'tonga'), ('WS', '198', 'samoa'),
        ('MT', '199', 'malta'), ('GI', '201', 'gibraltar'), ('XK', '203', 'kosovo'), ('NU', '204', 'niue');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
