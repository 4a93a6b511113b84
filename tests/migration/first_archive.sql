PRAGMA application_id = 1316439142;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE aliases (
	id INTEGER NOT NULL, 
	article_id INTEGER, 
	observation_id INTEGER, 
	url TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_aliases PRIMARY KEY (id), 
	CONSTRAINT fk_aliases_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_aliases_observation_id_observations FOREIGN KEY(observation_id) REFERENCES observations (id)
);
INSERT INTO "aliases" VALUES(1,1,1,'https://example.org/s/1','example.org/s/1','redirect','2026-11-02 12:01:00.000000');
INSERT INTO "aliases" VALUES(2,1,9,'https://example.org/x','example.org/x','tracked','2026-11-02 12:03:00.000000');
INSERT INTO "aliases" VALUES(3,NULL,NULL,'https://example.org/live','example.org/live','dropped','2026-11-02 12:00:00.000000');
CREATE TABLE articles (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	feed_id INTEGER, 
	merged_into INTEGER, 
	url TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	is_tracked BOOLEAN NOT NULL, 
	headline TEXT, 
	versions INTEGER NOT NULL, 
	added_at DATETIME NOT NULL, 
	first_seen_at DATETIME, 
	last_checked_at DATETIME, 
	last_changed_at DATETIME, 
	next_check_at DATETIME, 
	period_s FLOAT, 
	gone_at DATETIME, 
	CONSTRAINT pk_articles PRIMARY KEY (id), 
	CONSTRAINT fk_articles_feed_id_feeds FOREIGN KEY(feed_id) REFERENCES feeds (id), 
	CONSTRAINT fk_articles_merged_into_articles FOREIGN KEY(merged_into) REFERENCES articles (id), 
	CONSTRAINT fk_articles_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id), 
	CONSTRAINT uq_articles_key UNIQUE ("key")
);
INSERT INTO "articles" VALUES(1,1,1,NULL,'https://example.org/news/ferry?utm_source=feed','example.org/news/ferry',1,'Ferry two hours late',3,'2026-11-02 12:00:00.000000','2026-11-02 12:01:00.000000','2026-11-02 14:41:00.000000','2026-11-02 14:31:00.000000','2026-11-02 14:56:00.000000',900.0,NULL);
INSERT INTO "articles" VALUES(2,1,1,NULL,'https://example.org/news/tunnel','example.org/news/tunnel',1,'Tunnel opens',1,'2026-11-02 12:00:00.000000','2026-11-02 12:02:00.000000','2026-11-02 12:02:00.000000',NULL,'2026-11-02 12:17:00.000000',900.0,NULL);
INSERT INTO "articles" VALUES(3,1,NULL,1,'https://example.org/x','example.org/x',1,NULL,0,'2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:03:00.000000',NULL,NULL,NULL,NULL);
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	feed_id INTEGER NOT NULL, 
	article_id INTEGER, 
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	guid TEXT, 
	title TEXT, 
	published_at DATETIME, 
	updated_at DATETIME, 
	state VARCHAR(16) NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_entries PRIMARY KEY (id), 
	CONSTRAINT fk_entries_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_entries_feed_id_feeds FOREIGN KEY(feed_id) REFERENCES feeds (id), 
	CONSTRAINT uq_entries_feed_id_key UNIQUE (feed_id, "key")
);
INSERT INTO "entries" VALUES(1,1,1,'example.org/news/ferry','https://example.org/news/ferry?utm_source=feed',NULL,'T',NULL,NULL,'taken','2026-11-02 12:00:00.000000');
INSERT INTO "entries" VALUES(2,1,2,'example.org/news/tunnel','https://example.org/news/tunnel',NULL,'T',NULL,NULL,'taken','2026-11-02 12:00:00.000000');
CREATE TABLE extractions (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	is_first BOOLEAN NOT NULL, 
	extractor TEXT NOT NULL, 
	knowledge TEXT NOT NULL, 
	selectors VARCHAR(64) NOT NULL, 
	fields TEXT NOT NULL, 
	paragraphs TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_extractions PRIMARY KEY (id), 
	CONSTRAINT fk_extractions_version_id_versions FOREIGN KEY(version_id) REFERENCES versions (id), 
	CONSTRAINT uq_extractions_version_id_extractor_knowledge_selectors UNIQUE (version_id, extractor, knowledge, selectors)
);
INSERT INTO "extractions" VALUES(1,1,1,'newsdiff-1+trafilatura-2.3.1+lxml-6.1.3','','','{"authors":[],"byline":"By Ben Ode","canonical":null,"captions":[],"headline":"Ferry late","headlines":{"h1":"Ferry late","json_ld":null,"og":null},"image":null,"language":"en","modified":null,"modified_utc":"-","outcome":"article","paywall":null,"published":null,"published_utc":"-","source":null,"standfirst":null,"url":"https://example.org/news/ferry?utm_source=feed","wall":null,"warnings":[]}','[["text","The ferry between the two shores was late on Monday, said the harbour office, and will be late on Tuesday too."],["text","A broken winch had kept the “Möwe” at her berth for three hours; nobody was hurt, and the mail went by road."],["text","“We have ordered the part,” said the master of the harbour, Ada Ruiz, who has kept the office for eleven years."],["text","The part comes by ship from the mainland, which is why nobody can say on which day it will arrive at the island."],["text","Passengers who cannot wait may ask for their money at the counter, or cross by the bridge, which is open all day."]]','2026-11-02 12:01:00.000000');
INSERT INTO "extractions" VALUES(2,2,1,'newsdiff-1+trafilatura-2.3.1+lxml-6.1.3','','','{"authors":[],"byline":"By Ben Ode","canonical":null,"captions":[],"headline":"Ferry two hours late","headlines":{"h1":"Ferry two hours late","json_ld":null,"og":null},"image":null,"language":"en","modified":null,"modified_utc":"-","outcome":"article","paywall":null,"published":null,"published_utc":"-","source":null,"standfirst":null,"url":"https://example.org/news/ferry?utm_source=feed","wall":null,"warnings":[]}','[["text","A broken winch had kept the “Möwe” at her berth for three hours; nobody was hurt, and the mail went by road."],["text","“We have ordered the part,” said the master of the harbour, Ada Ruiz, who has kept the office for eleven years."],["text","The part comes by ship from the mainland, which is why nobody can say on which day it will arrive at the island."],["text","Passengers who cannot wait may ask for their money at the counter, or cross by the bridge, which is open all day."],["text","3 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 3 hours or more, as their masters told us when we asked them about it on the pier."],["text","4 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 4 hours or more, as their masters told us when we asked them about it on the pier."],["text","5 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 5 hours or more, as their masters told us when we asked them about it on the pier."],["text","6 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 6 hours or more, as their masters told us when we asked them about it on the pier."],["text","7 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 7 hours or more, as their masters told us when we asked them about it on the pier."],["text","8 boats lay at the quay of Northport on that day, and each of them had waited for the wind for 8 hours or more, as their masters told us when we asked them about it on the pier."],["note","Correction: it was two hours, not three."]]','2026-11-02 13:31:00.000000');
INSERT INTO "extractions" VALUES(3,3,1,'newsdiff-1+trafilatura-2.3.1+lxml-6.1.3','','','{"authors":[],"byline":"By Ben Ode","canonical":null,"captions":[],"headline":"Ferry two hours late","headlines":{"h1":"Ferry two hours late","json_ld":null,"og":null},"image":null,"language":"en","modified":null,"modified_utc":"-","outcome":"article","paywall":null,"published":null,"published_utc":"-","source":null,"standfirst":null,"url":"https://example.org/news/ferry?utm_source=feed","wall":null,"warnings":[]}','[["text","The ferry between the two shores was late on Monday, said the harbour office, and will be late on Tuesday too."],["text","A broken winch had kept the “Möwe” at her berth for three hours; nobody was hurt, and the mail went by road."],["text","“We have ordered the part,” said the master of the harbour, Ada Ruiz, who has kept the office for eleven years."],["text","The part comes by ship from the mainland, which is why nobody can say on which day it will arrive at the island."],["text","Passengers who cannot wait may ask for their money at the counter, or cross by the bridge, which is open all day."]]','2026-11-02 14:41:00.000000');
INSERT INTO "extractions" VALUES(4,4,1,'newsdiff-1+trafilatura-2.3.1+lxml-6.1.3','','','{"authors":[],"byline":"By Ben Ode","canonical":null,"captions":[],"headline":"Tunnel opens","headlines":{"h1":"Tunnel opens","json_ld":null,"og":null},"image":null,"language":"en","modified":null,"modified_utc":"-","outcome":"article","paywall":null,"published":null,"published_utc":"-","source":null,"standfirst":null,"url":"https://example.org/news/tunnel","wall":null,"warnings":[]}','[["text","A broken winch had kept the “Möwe” at her berth for three hours; nobody was hurt, and the mail went by road."],["text","“We have ordered the part,” said the master of the harbour, Ada Ruiz, who has kept the office for eleven years."],["text","The part comes by ship from the mainland, which is why nobody can say on which day it will arrive at the island."],["text","Passengers who cannot wait may ask for their money at the counter, or cross by the bridge, which is open all day."]]','2026-11-02 12:02:00.000000');
CREATE TABLE feed_observations (
	id INTEGER NOT NULL, 
	feed_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	status INTEGER, 
	error TEXT, 
	entries INTEGER NOT NULL, 
	taken INTEGER NOT NULL, 
	waiting INTEGER NOT NULL, 
	old INTEGER NOT NULL, 
	filtered INTEGER NOT NULL, 
	CONSTRAINT pk_feed_observations PRIMARY KEY (id), 
	CONSTRAINT fk_feed_observations_feed_id_feeds FOREIGN KEY(feed_id) REFERENCES feeds (id)
);
INSERT INTO "feed_observations" VALUES(1,1,'2026-11-02 12:00:00.000000','read',200,NULL,2,2,0,0,0);
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	url TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	title TEXT, 
	filters TEXT NOT NULL, 
	period_s FLOAT NOT NULL, 
	is_tracked BOOLEAN NOT NULL, 
	backfill BOOLEAN NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	added_at DATETIME NOT NULL, 
	last_checked_at DATETIME, 
	last_success_at DATETIME, 
	next_check_at DATETIME, 
	failures INTEGER NOT NULL, 
	last_error TEXT, 
	CONSTRAINT pk_feeds PRIMARY KEY (id), 
	CONSTRAINT fk_feeds_parent_id_feeds FOREIGN KEY(parent_id) REFERENCES feeds (id), 
	CONSTRAINT fk_feeds_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id), 
	CONSTRAINT uq_feeds_key UNIQUE ("key")
);
INSERT INTO "feeds" VALUES(1,1,NULL,'https://example.org/feed.xml','example.org/feed.xml','feed','Example','{"exclude":["/sport/"],"include":[]}',900.0,1,0,'"227"',NULL,'2026-11-02 12:00:00.000000','2026-11-02 12:00:00.000000','2026-11-02 12:00:00.000000','2026-11-02 12:15:00.000000',0,NULL);
CREATE TABLE hosts (
	host TEXT NOT NULL, 
	last_request_at DATETIME, 
	retry_after_until DATETIME, 
	backoff_until DATETIME, 
	failures INTEGER NOT NULL, 
	last_error TEXT, 
	robots TEXT, 
	robots_status INTEGER, 
	robots_fetched_at DATETIME, 
	CONSTRAINT pk_hosts PRIMARY KEY (host)
);
INSERT INTO "hosts" VALUES('example.org','2026-11-02 12:00:00.000000',NULL,NULL,0,NULL,'User-agent: *
Allow: /
',200,NULL);
CREATE TABLE observations (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	payload_id INTEGER, 
	at DATETIME NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	reason TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	origin VARCHAR(16) NOT NULL, 
	status INTEGER, 
	url TEXT NOT NULL, 
	final_url TEXT, 
	etag TEXT, 
	last_modified TEXT, 
	headers TEXT, 
	charset TEXT, 
	payload_sha256 VARCHAR(64), 
	version INTEGER, 
	content_hash VARCHAR(64), 
	metadata TEXT, 
	elapsed_s FLOAT NOT NULL, 
	CONSTRAINT pk_observations PRIMARY KEY (id), 
	CONSTRAINT fk_observations_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_observations_payload_id_payloads FOREIGN KEY(payload_id) REFERENCES payloads (id)
);
INSERT INTO "observations" VALUES(1,1,1,'2026-11-02 12:01:00.000000','first','','','fetched',200,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed','"740"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"740\""]]','utf-8','129b24fa423eea537aaa10bbebed4cd4f7e5741ff516004355f909bebd95510d',1,'131a87541a5f026b039de6bbb52453dcf124429f5fbe011f7e760dc0fd762a73','{"image":null,"json_ld_headline":null,"modified":null,"og_headline":null,"published":null}',0.0);
INSERT INTO "observations" VALUES(2,1,NULL,'2026-11-02 12:31:00.000000','unchanged','','','fetched',200,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed','"761"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"761\""]]','utf-8','3428a55c56cb3c12adc4bc6a30e55184009f48ed903070ed553d09afd327d325',1,'131a87541a5f026b039de6bbb52453dcf124429f5fbe011f7e760dc0fd762a73',NULL,0.0);
INSERT INTO "observations" VALUES(3,1,NULL,'2026-11-02 13:01:00.000000','not_modified','','','fetched',304,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed',NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,0.0);
INSERT INTO "observations" VALUES(4,1,3,'2026-11-02 13:31:00.000000','changed','','','fetched',200,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed','"1794"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"1794\""]]','utf-8','2e65fa77e58ddf487f7637e8ff251a00c612c776f67929ad2aa031966b027468',2,'cbdda0066aace7aae4bff8cd0056aadf653a80bb5da7424a65cef1dac2d29b34',NULL,0.0);
INSERT INTO "observations" VALUES(5,1,NULL,'2026-11-02 14:01:00.000000','failed','timeout','https://example.org/news/ferry?utm_source=feed did not answer within 30 s','fetched',NULL,'https://example.org/news/ferry?utm_source=feed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0.0);
INSERT INTO "observations" VALUES(6,1,4,'2026-11-02 14:31:00.000000','suspect','shrunk','1546 characters became 554','fetched',200,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed','"760"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"760\""]]','utf-8','707306c5d0980706340fdb13bbe42b39bcb3c462cc0ea685bea357dc103cfd84',NULL,'c672c5a26599a839946fe92db9cc062a7f2c8b558de4ac92a1f572748462bdae',NULL,0.0);
INSERT INTO "observations" VALUES(7,1,4,'2026-11-02 14:41:00.000000','changed','','1546 characters became 554','fetched',200,'https://example.org/news/ferry?utm_source=feed','https://example.org/news/ferry?utm_source=feed','"760"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"760\""]]','utf-8','707306c5d0980706340fdb13bbe42b39bcb3c462cc0ea685bea357dc103cfd84',3,'c672c5a26599a839946fe92db9cc062a7f2c8b558de4ac92a1f572748462bdae',NULL,0.0);
INSERT INTO "observations" VALUES(8,2,5,'2026-11-02 12:02:00.000000','first','','','by_hand',200,'https://example.org/news/tunnel','https://example.org/news/tunnel','"627"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"627\""]]','utf-8','01f47bd7c5730eafb2ee5fd8ba74f7b8c2c0b2a25b469a4bf519f84a1a296d28',1,'e1398431f70db5b445925d499489ba9bb99d47d03bb372fa404834a7a5c9c86b','{"image":null,"json_ld_headline":null,"modified":null,"og_headline":null,"published":null}',0.0);
INSERT INTO "observations" VALUES(9,3,NULL,'2026-11-02 12:03:00.000000','unchanged','merged','it is article 1 under another address','fetched',200,'https://example.org/x','https://example.org/news/ferry?utm_source=feed','"740"',NULL,'[["content-type","text/html; charset=utf-8"],["etag","\"740\""]]',NULL,'129b24fa423eea537aaa10bbebed4cd4f7e5741ff516004355f909bebd95510d',NULL,NULL,NULL,0.0);
CREATE TABLE payloads (
	id INTEGER NOT NULL, 
	base_id INTEGER, 
	sha256 VARCHAR(64) NOT NULL, 
	size BIGINT NOT NULL, 
	depth INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	CONSTRAINT pk_payloads PRIMARY KEY (id), 
	CONSTRAINT fk_payloads_base_id_payloads FOREIGN KEY(base_id) REFERENCES payloads (id), 
	CONSTRAINT uq_payloads_sha256 UNIQUE (sha256)
);
INSERT INTO "payloads" VALUES(1,NULL,'129b24fa423eea537aaa10bbebed4cd4f7e5741ff516004355f909bebd95510d',740,0,X'28B52FFD60E4019D0D00B69B4F2BA0254907FFF3A680F7A90A56BC0F69449685C84DB6B2656B6913028DFDFEE77C1642109BC31A8B67FBEF35470044004100CFFAB85EFFB357103E32240D9234077224C0EB0A6E0A49C157524D294060ECD4E206490EF00097B47A48D2502A077220DF536EAA0F905C6D5A24417744927584C43A65C52C220157AC47EFF940C3C31F0409161C1A1EB6B9C2E8D0B8ACF4785D91AA38C12073DD0EB13B0C57AC547A8CD6D9F8921088B43AA9E8214AC76CB4432B17BCD2EC1EB36B227306083709193B938B0D98DE9BD7175767874E7C6C18480E011F4AB0F165C718ABD75C8F34FD450187860774A96E8A77FDB14AC7AC3A98CB00983A89FE15D79A08E36A8962168FE350EABCDEE41328A9C252176BDAD0EF7272695FC958D315ECDC8EF1A67BBCB9529F5867EC06B074FE22A9DEA676CCEB96868F59322E09AD538B490D3028106618B51E106076E2A403A6D288A5BA9D01A3E22BB878811BBD16D1A1B5BBE04ADFE9024AE045E76E05A728040151C2980975A26D76362C750E50B3479951E000759048D76A0DDD5298879E393841EEB406810024D200097E6921047EA5E38C2D06A4205E76D6AFB60473CCED052F19');
INSERT INTO "payloads" VALUES(2,1,'3428a55c56cb3c12adc4bc6a30e55184009f48ed903070ed553d09afd327d325',761,1,X'28B52FFD60F901E50000A0212D2D2073657276656420616761696E202D2D3E0100E2CE550208');
INSERT INTO "payloads" VALUES(3,1,'2e65fa77e58ddf487f7637e8ff251a00c612c776f67929ad2aa031966b027468',1794,1,X'28B52FFD600206F505003245121890B739A9056D7ED66450DAC2C89A52FFAC971AE5AE7FC901250006AF239869816114454A089D93B85871F5CDC755C1D6A4E07759D226414521873FF5A7997A7A50423BFC7CD404582EA0F0D88242A13170421941B50705F3EA9052D730E893957D14A1142C2797936A72372926D74971729BD42697897612325806CFD026A479B8BC62DEAFE3087F8A384277740E8E18853585B08C30E0B23BE6BF3C73172D6A247105D4D53118CC6DE8AAFBE69943180FE637228F01E7C61F02');
INSERT INTO "payloads" VALUES(4,3,'707306c5d0980706340fdb13bbe42b39bcb3c462cc0ea685bea357dc103cfd84',760,2,X'28B52FFD60F8017D0200D06662657477656573686F7265734D6F6E626554756573746F6F2E12A03067D638106E9862F3FBD618D7BB42C55A8DEB836F5161789A512A1795158FDE8818CA56B3EDE1821D48833EA195A260EA9F');
INSERT INTO "payloads" VALUES(5,NULL,'01f47bd7c5730eafb2ee5fd8ba74f7b8c2c0b2a25b469a4bf519f84a1a296d28',627,0,X'28B52FFD607301FD0B006699492AA0254907FFF3A680F7A90A47BC0F696497854849B62265237213028DFDFE8F8F0841EC1CDB2D5EEBBFD742003E003C008B08EEE408488390E64098047C31E12D0131E0AA6A89E160AD53CA1B8418A4412ACAFA10D21227073AD05A6CF80A771D050415538690749808593C38ECA92B86250AC7020B8A45413AEEB7E46CF1B9D263D2DE0DD64E7EDD73DE0358ED701EB193BD7979B2C6E48D79763FA058E08320418005C5E298ECAC41C4D3E553597D1E4ACBE74B9F8AA63DB50CF7F246732D6458B9C2EAC3F6C5042A44459785D7E5399F1B06D421F04B0837DAE1A42F177E235B7ACB607D0D36A6E663E2328862581EC7A1D41D0F493B59DCCA9B6F34B2755869B8CCBC1511EBDE8E39D37BCE78B9F1B0B8D60D587AC78476DF95D2E74CDF2E2DBFDDFA5E232810A694C61B10586565D21C33929011B91D0326A6FE0358C5620BDCB816FCA1B5BBF44A753A8192B045C58423335187B42DCE064AE5DBEF844A8BBA6FC4DD85C6DCF4B9979D4283D48DF099A85A9659929683400F');
CREATE TABLE sources (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_sources PRIMARY KEY (id), 
	CONSTRAINT uq_sources_name UNIQUE (name)
);
INSERT INTO "sources" VALUES(1,'example','2026-11-02 12:00:00.000000');
CREATE TABLE unchanged_payloads (
	article_id INTEGER NOT NULL, 
	observation_id INTEGER NOT NULL, 
	payload_id INTEGER NOT NULL, 
	CONSTRAINT pk_unchanged_payloads PRIMARY KEY (article_id), 
	CONSTRAINT fk_unchanged_payloads_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_unchanged_payloads_observation_id_observations FOREIGN KEY(observation_id) REFERENCES observations (id), 
	CONSTRAINT fk_unchanged_payloads_payload_id_payloads FOREIGN KEY(payload_id) REFERENCES payloads (id)
);
INSERT INTO "unchanged_payloads" VALUES(1,2,2);
INSERT INTO "unchanged_payloads" VALUES(3,9,1);
CREATE TABLE versions (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	observation_id INTEGER NOT NULL, 
	payload_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	"after" DATETIME, 
	"by" DATETIME NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	chain_hash VARCHAR(64) NOT NULL, 
	returns_to INTEGER, 
	CONSTRAINT pk_versions PRIMARY KEY (id), 
	CONSTRAINT fk_versions_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_versions_observation_id_observations FOREIGN KEY(observation_id) REFERENCES observations (id), 
	CONSTRAINT fk_versions_payload_id_payloads FOREIGN KEY(payload_id) REFERENCES payloads (id), 
	CONSTRAINT uq_versions_article_id_number UNIQUE (article_id, number)
);
INSERT INTO "versions" VALUES(1,1,1,1,1,NULL,'2026-11-02 12:01:00.000000','131a87541a5f026b039de6bbb52453dcf124429f5fbe011f7e760dc0fd762a73','33f90f5d577fed7d957ff20fb37356c332e0429f653d465843219ac82f086486',NULL);
INSERT INTO "versions" VALUES(2,1,4,3,2,'2026-11-02 13:01:00.000000','2026-11-02 13:31:00.000000','cbdda0066aace7aae4bff8cd0056aadf653a80bb5da7424a65cef1dac2d29b34','2977018aea435631934cfdd16f286b452297728091f58d4f05388ea12f1fe2c9',NULL);
INSERT INTO "versions" VALUES(3,1,7,4,3,'2026-11-02 13:31:00.000000','2026-11-02 14:31:00.000000','c672c5a26599a839946fe92db9cc062a7f2c8b558de4ac92a1f572748462bdae','dc1231a8dc290066f7452510932c286e63ea794ba658315ced665d1550f0ac9b',NULL);
INSERT INTO "versions" VALUES(4,2,8,5,1,NULL,'2026-11-02 12:02:00.000000','e1398431f70db5b445925d499489ba9bb99d47d03bb372fa404834a7a5c9c86b','936945cff48423fa6eaea4f3ebc22ea608503fc08105e312054608424be0adb4',NULL);
CREATE INDEX ix_payloads_base_id ON payloads (base_id);
CREATE INDEX ix_feeds_next_check_at ON feeds (next_check_at);
CREATE INDEX ix_articles_next_check_at ON articles (next_check_at);
CREATE INDEX ix_articles_source_id ON articles (source_id);
CREATE INDEX ix_feed_observations_feed_id ON feed_observations (feed_id);
CREATE INDEX ix_entries_article_id ON entries (article_id);
CREATE INDEX ix_entries_feed_id_state ON entries (feed_id, state);
CREATE INDEX ix_observations_article_id_id ON observations (article_id, id);
CREATE INDEX ix_observations_at ON observations (at);
CREATE INDEX ix_observations_payload_id ON observations (payload_id);
CREATE INDEX ix_aliases_article_id ON aliases (article_id);
CREATE INDEX ix_aliases_key ON aliases ("key");
CREATE INDEX ix_unchanged_payloads_payload_id ON unchanged_payloads (payload_id);
CREATE INDEX ix_versions_by ON versions ("by");
CREATE INDEX ix_versions_payload_id ON versions (payload_id);
COMMIT;
