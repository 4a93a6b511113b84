"""What is known about addresses in general: tracking parameters, words of list pages. Data for address.py."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: parameters that say where a reader came from and never which story is meant. Left out on purpose although
#: sites use them for tracking too: id, cid, p, q, ref, source, share, feature, page, mod
TRACKING = _words(
    """
    fbclid fb_action_ids fb_action_types fb_source fb_ref gclid gclsrc dclid gbraid wbraid msclkid yclid
    ymclid twclid ttclid li_fat_id igshid igsh epik mc_cid mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp
    hsctatracking vero_id vero_conv oly_anon_id oly_enc_id rb_clickid s_cid wickedid _openstat _ga _gl
    _branch_match_id _branch_referrer at_medium at_campaign at_campaign_type at_creation at_variant at_format
    at_general_placement at_detail_placement at_custom1 at_custom2 at_custom3 at_custom4 at_bbc_team
    at_ptr_name at_link_id at_link_type at_link_origin ns_mchannel ns_source ns_campaign ns_linkname ns_fee
    xtor xtref wt_mc wt_zmc wt.mc_id wt.mc_ev wtmc cmpid ocid smid smtyp ref_src ref_url guccounter
    guce_referrer guce_referrer_sig __twitter_impression traffic_source amp_js_v amp_gsa usqp icid intcid ftag
    sc_cmp sc_channel sc_campaign sc_content sc_medium sc_outcome sc_geo sc_country mtm_campaign mtm_source
    mtm_medium mtm_keyword mtm_kwd mtm_content mtm_cid pk_campaign pk_kwd pk_source pk_medium pk_content
    pk_keyword pk_cid piwik_campaign piwik_kwd matomo_campaign matomo_kwd hootpostid
    """
)
TRACKING_PREFIXES = ("utm_", "hsa_", "__hs", "itm_")
#: names that other sites use for content: tracking only with these values, or in exactly this spelling
TRACKING_PAIRS = frozenset({("partner", "rss"), ("partner", "rssnyt"), ("emc", "rss")})
TRACKING_EXACT = frozenset({"CMP"})

#: first segments behind which lists live, not stories
LIST_WORDS = _words(
    """
    section sections category categories categorie categoria kategorie rubrik rubrique seccion sezione tag
    tags topic topics thema themen theme themes tema temas sujet sujets author authors autor autoren autori
    auteur auteurs autore profile person archive archives archiv search suche recherche buscar label labels
    collection collections schlagwort stichwort etiqueta etiquetas dossier dossiers hashtag keyword keywords
    channel ressort serie series reihe
    """
)

#: segments that belong to a site's services, never to a story
SERVICE_WORDS = _words(
    """
    login log-in signin sign-in signup sign-up logout anmelden anmeldung registrieren registrierung account
    konto mein-konto passwort password abo abos abonnement abonnements abonnieren abonnez-vous subscribe
    subscription subscriptions suscripcion suscribete newsletter newsletters newsletter-anmeldung impressum
    imprint datenschutz datenschutzerklaerung datenschutzhinweise privacy privacy-policy privacy-notice agb
    nutzungsbedingungen nutzungsbasierte-onlinewerbung terms terms-of-service terms-of-use terms-and-conditions
    legal-notice mentions-legales cgu cgv politique-de-confidentialite confidentialite aviso-legal privacidad
    cookies cookie-policy cookie-einstellungen kontakt contact contact-us contacto contatti about-us ueber-uns
    uber-uns a-propos qui-sommes-nous quienes-somos chi-siamo hilfe aide ayuda faq kundenservice boutique tienda
    epaper e-paper rss stellenmarkt stellenangebote careers karriere-bei-uns advertise advertising mediadaten
    werben anzeigenmarkt publicite publicidad vergleich preisvergleich gutscheine gutschein coupons vouchers
    rabattcode bons-plans merkliste watchlist bookmarks favorites netiquette barrierefreiheit sitemap
    benachrichtigungen horoskop horoscope horoscopes kreuzwort sudoku raetsel crossword crosswords puzzles
    print-edition benutzer editorial-team
    """
)
#: segments that are a service on most sites and a section of news on some (`/legal/court-rules-on-...`)
DOUBTFUL_WORDS = _words(
    """
    about help service services shop jobs legal share user users team app apps profil redaktion anzeige anzeigen
    werbung feed feeds accessibility register
    """
)
#: first labels of hosts that serve no stories
SERVICE_HOSTS = _words(
    """
    abo abos shop store jobs karriere stellen login auth account accounts konto mein meine my epaper e-paper
    newsletter service services help hilfe support partner partners werben media mediadaten ads anzeigen
    gutscheine gutschein coupons vergleich tarifrechner preisvergleich forum foren spiele games events tickets
    subscribe subscription datenschutz privacy business-services bildung akademie reisen immo immobilien
    trauer markt marktplatz partnersuche horoskop wetter weather
    """
)
