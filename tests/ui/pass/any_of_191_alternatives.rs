use auth_core::{ApiOperation, Permits, Scope};

macro_rules! scope {
    ($scope:ident $name:literal) => {
        #[derive(Scope)]
        #[scope($name)]
        struct $scope;
    };
}

#[derive(Scope)]
#[scope("implied:by:all", implied_by(
    S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15,
    S16, S17, S18, S19, S20, S21, S22, S23, S24, S25, S26, S27, S28, S29, S30, S31,
    S32, S33, S34, S35, S36, S37, S38, S39, S40, S41, S42, S43, S44, S45, S46, S47,
    S48, S49, S50, S51, S52, S53, S54, S55, S56, S57, S58, S59, S60, S61, S62, S63,
    S64, S65, S66, S67, S68, S69, S70, S71, S72, S73, S74, S75, S76, S77, S78, S79,
    S80, S81, S82, S83, S84, S85, S86, S87, S88, S89, S90, S91, S92, S93, S94, S95,
    S96, S97, S98, S99, S100, S101, S102, S103, S104, S105, S106, S107, S108, S109, S110, S111,
    S112, S113, S114, S115, S116, S117, S118, S119, S120, S121, S122, S123, S124, S125, S126, S127,
    S128, S129, S130, S131, S132, S133, S134, S135, S136, S137, S138, S139, S140, S141, S142, S143,
    S144, S145, S146, S147, S148, S149, S150, S151, S152, S153, S154, S155, S156, S157, S158, S159,
    S160, S161, S162, S163, S164, S165, S166, S167, S168, S169, S170, S171, S172, S173, S174, S175,
    S176, S177, S178, S179, S180, S181, S182, S183, S184, S185, S186, S187, S188, S189, S190,
))]
struct Implied;

#[derive(ApiOperation)]
#[requires(any(
    S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15,
    S16, S17, S18, S19, S20, S21, S22, S23, S24, S25, S26, S27, S28, S29, S30, S31,
    S32, S33, S34, S35, S36, S37, S38, S39, S40, S41, S42, S43, S44, S45, S46, S47,
    S48, S49, S50, S51, S52, S53, S54, S55, S56, S57, S58, S59, S60, S61, S62, S63,
    S64, S65, S66, S67, S68, S69, S70, S71, S72, S73, S74, S75, S76, S77, S78, S79,
    S80, S81, S82, S83, S84, S85, S86, S87, S88, S89, S90, S91, S92, S93, S94, S95,
    S96, S97, S98, S99, S100, S101, S102, S103, S104, S105, S106, S107, S108, S109, S110, S111,
    S112, S113, S114, S115, S116, S117, S118, S119, S120, S121, S122, S123, S124, S125, S126, S127,
    S128, S129, S130, S131, S132, S133, S134, S135, S136, S137, S138, S139, S140, S141, S142, S143,
    S144, S145, S146, S147, S148, S149, S150, S151, S152, S153, S154, S155, S156, S157, S158, S159,
    S160, S161, S162, S163, S164, S165, S166, S167, S168, S169, S170, S171, S172, S173, S174, S175,
    S176, S177, S178, S179, S180, S181, S182, S183, S184, S185, S186, S187, S188, S189, S190,
))]
struct Any191;

#[derive(ApiOperation)]
#[requires(all(
    S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15,
    S16, S17, S18, S19, S20, S21, S22, S23, S24, S25, S26, S27, S28, S29, S30, S31,
    S32, S33, S34, S35, S36, S37, S38, S39, S40, S41, S42, S43, S44, S45, S46, S47,
    S48, S49, S50, S51, S52, S53, S54, S55, S56, S57, S58, S59, S60, S61, S62, S63,
    S64, S65, S66, S67, S68, S69, S70, S71, S72, S73, S74, S75, S76, S77, S78, S79,
    S80, S81, S82, S83, S84, S85, S86, S87, S88, S89, S90, S91, S92, S93, S94, S95,
    S96, S97, S98, S99, S100, S101, S102, S103, S104, S105, S106, S107, S108, S109, S110, S111,
    S112, S113, S114, S115, S116, S117, S118, S119, S120, S121, S122, S123, S124, S125, S126, S127,
    S128, S129, S130, S131, S132, S133, S134, S135, S136, S137, S138, S139, S140, S141, S142, S143,
    S144, S145, S146, S147, S148, S149, S150, S151, S152, S153, S154, S155, S156, S157, S158, S159,
    S160, S161, S162, S163, S164, S165, S166, S167, S168, S169, S170, S171, S172, S173, S174, S175,
    S176, S177, S178, S179, S180, S181, S182, S183, S184, S185, S186, S187, S188, S189, S190,
))]
struct All191;

#[derive(ApiOperation)]
#[requires(Implied)]
struct NeedsImplied;

fn permits<G: Permits<O>, O>() {}

fn main() {
    permits::<S0, Any191>();
    permits::<S100, Any191>();
    permits::<S190, Any191>();
    permits::<S190, NeedsImplied>();
    assert_eq!(Implied::INFO.implied_by().len(), 191);
    assert_eq!(Implied::INFO.implied_by()[190].name(), "s:190");
    assert_eq!(All191::NAME, "All191");
}

scope!(S0 "s:0");
scope!(S1 "s:1");
scope!(S2 "s:2");
scope!(S3 "s:3");
scope!(S4 "s:4");
scope!(S5 "s:5");
scope!(S6 "s:6");
scope!(S7 "s:7");
scope!(S8 "s:8");
scope!(S9 "s:9");
scope!(S10 "s:10");
scope!(S11 "s:11");
scope!(S12 "s:12");
scope!(S13 "s:13");
scope!(S14 "s:14");
scope!(S15 "s:15");
scope!(S16 "s:16");
scope!(S17 "s:17");
scope!(S18 "s:18");
scope!(S19 "s:19");
scope!(S20 "s:20");
scope!(S21 "s:21");
scope!(S22 "s:22");
scope!(S23 "s:23");
scope!(S24 "s:24");
scope!(S25 "s:25");
scope!(S26 "s:26");
scope!(S27 "s:27");
scope!(S28 "s:28");
scope!(S29 "s:29");
scope!(S30 "s:30");
scope!(S31 "s:31");
scope!(S32 "s:32");
scope!(S33 "s:33");
scope!(S34 "s:34");
scope!(S35 "s:35");
scope!(S36 "s:36");
scope!(S37 "s:37");
scope!(S38 "s:38");
scope!(S39 "s:39");
scope!(S40 "s:40");
scope!(S41 "s:41");
scope!(S42 "s:42");
scope!(S43 "s:43");
scope!(S44 "s:44");
scope!(S45 "s:45");
scope!(S46 "s:46");
scope!(S47 "s:47");
scope!(S48 "s:48");
scope!(S49 "s:49");
scope!(S50 "s:50");
scope!(S51 "s:51");
scope!(S52 "s:52");
scope!(S53 "s:53");
scope!(S54 "s:54");
scope!(S55 "s:55");
scope!(S56 "s:56");
scope!(S57 "s:57");
scope!(S58 "s:58");
scope!(S59 "s:59");
scope!(S60 "s:60");
scope!(S61 "s:61");
scope!(S62 "s:62");
scope!(S63 "s:63");
scope!(S64 "s:64");
scope!(S65 "s:65");
scope!(S66 "s:66");
scope!(S67 "s:67");
scope!(S68 "s:68");
scope!(S69 "s:69");
scope!(S70 "s:70");
scope!(S71 "s:71");
scope!(S72 "s:72");
scope!(S73 "s:73");
scope!(S74 "s:74");
scope!(S75 "s:75");
scope!(S76 "s:76");
scope!(S77 "s:77");
scope!(S78 "s:78");
scope!(S79 "s:79");
scope!(S80 "s:80");
scope!(S81 "s:81");
scope!(S82 "s:82");
scope!(S83 "s:83");
scope!(S84 "s:84");
scope!(S85 "s:85");
scope!(S86 "s:86");
scope!(S87 "s:87");
scope!(S88 "s:88");
scope!(S89 "s:89");
scope!(S90 "s:90");
scope!(S91 "s:91");
scope!(S92 "s:92");
scope!(S93 "s:93");
scope!(S94 "s:94");
scope!(S95 "s:95");
scope!(S96 "s:96");
scope!(S97 "s:97");
scope!(S98 "s:98");
scope!(S99 "s:99");
scope!(S100 "s:100");
scope!(S101 "s:101");
scope!(S102 "s:102");
scope!(S103 "s:103");
scope!(S104 "s:104");
scope!(S105 "s:105");
scope!(S106 "s:106");
scope!(S107 "s:107");
scope!(S108 "s:108");
scope!(S109 "s:109");
scope!(S110 "s:110");
scope!(S111 "s:111");
scope!(S112 "s:112");
scope!(S113 "s:113");
scope!(S114 "s:114");
scope!(S115 "s:115");
scope!(S116 "s:116");
scope!(S117 "s:117");
scope!(S118 "s:118");
scope!(S119 "s:119");
scope!(S120 "s:120");
scope!(S121 "s:121");
scope!(S122 "s:122");
scope!(S123 "s:123");
scope!(S124 "s:124");
scope!(S125 "s:125");
scope!(S126 "s:126");
scope!(S127 "s:127");
scope!(S128 "s:128");
scope!(S129 "s:129");
scope!(S130 "s:130");
scope!(S131 "s:131");
scope!(S132 "s:132");
scope!(S133 "s:133");
scope!(S134 "s:134");
scope!(S135 "s:135");
scope!(S136 "s:136");
scope!(S137 "s:137");
scope!(S138 "s:138");
scope!(S139 "s:139");
scope!(S140 "s:140");
scope!(S141 "s:141");
scope!(S142 "s:142");
scope!(S143 "s:143");
scope!(S144 "s:144");
scope!(S145 "s:145");
scope!(S146 "s:146");
scope!(S147 "s:147");
scope!(S148 "s:148");
scope!(S149 "s:149");
scope!(S150 "s:150");
scope!(S151 "s:151");
scope!(S152 "s:152");
scope!(S153 "s:153");
scope!(S154 "s:154");
scope!(S155 "s:155");
scope!(S156 "s:156");
scope!(S157 "s:157");
scope!(S158 "s:158");
scope!(S159 "s:159");
scope!(S160 "s:160");
scope!(S161 "s:161");
scope!(S162 "s:162");
scope!(S163 "s:163");
scope!(S164 "s:164");
scope!(S165 "s:165");
scope!(S166 "s:166");
scope!(S167 "s:167");
scope!(S168 "s:168");
scope!(S169 "s:169");
scope!(S170 "s:170");
scope!(S171 "s:171");
scope!(S172 "s:172");
scope!(S173 "s:173");
scope!(S174 "s:174");
scope!(S175 "s:175");
scope!(S176 "s:176");
scope!(S177 "s:177");
scope!(S178 "s:178");
scope!(S179 "s:179");
scope!(S180 "s:180");
scope!(S181 "s:181");
scope!(S182 "s:182");
scope!(S183 "s:183");
scope!(S184 "s:184");
scope!(S185 "s:185");
scope!(S186 "s:186");
scope!(S187 "s:187");
scope!(S188 "s:188");
scope!(S189 "s:189");
scope!(S190 "s:190");
