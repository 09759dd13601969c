/// The grams that are met most often in code and prose; made by `Benchmarks/gram_table.py`, which explains it.
enum FrequentGrams {
    /// Four characters each, the most frequent one first.
    static let text: StaticString = #"""
            *   tion----)*   the**  the {*   {* ;*     }   /  //,*  test****assecontsertfuncsser conctio to ing ion name\#
        *)))rrorerro/// requ);*  ///  }*   ratio   astriturn) {*typeretuetur  re====file}*   res))))http err is withself\#
        ionsunctservncticurlptio   t forring funonteequethisurn for )**    sreadable,*))quesuest ret  })   c   i app ass\#
         reqtifye*  optidata:*  portfast }*  of trintime   l })*statastistif   . thi.*   cur tes   d in   aspectand {*))\#
        let  and if  str   e let {*)pathatch proexpemplevalutext use;**  selalue def witsioncodecompdonexpec  dehandhis \#
        conse =   leandlject   fndle);**resuqualconfequa :=  not')* ment endonfielf.tingouldressfrom}**  exp   p // meth\#
        ervewritnfig  co})** fassync => e th = "line   #sultesulonstert_headcall, re  enect(chan.comintenter fil }**one)\#
          ifted matcuse adernot , fuend*ntexurl_ thaith *  } comuld ert. valshoulock*}**houleadesendtricvar   t.s thn th\#
        quirampluirerverockealseequicreaprestrueloaditletitlthatreplreattent be   - rite> {*ttps()* size*// falsnst app.\#
        hat ntentainient  se', fcaseform seruser();*def f th  #  staent /*  ual(instlice(req   -eatebyte   " cha opts = \#
        erviviceactiliendefaaultwaitcliefaulefauroutount", "fferon (iter.gett = dingicat.assrvic t.a varturecati typ int\#
        ate asynntaianceontativeoute youtps:hen s://evenps:/abelsubt donethor thet('respion(he sthodest btitubtitlesdler\#
           v*///d*  versbuil nam})* t.aslabe ->   vas*  commnsta par falthericenange tru whee repend* * )retventithucom/\#
        ensesponbuffrati depeplyespouffe=> {res.*  cend(///*censcounuildconn nilhostunc anne.exp) =>thubgith)*))scheget(\#
        ort r =  repest(plicstanscrinnelexprcket   mwhenjsone coersipara fro or arse"*  locaratelist httons hannmut rom \#
        tationse) -> as projder endeare ame strenderof tase },*)rojeojec an applhub., er))re can// trict(errtequ metb.co\#
         setainet('/ify. addponsed trsiosingposeub.ct th on prom fn inerlicaoundctorworke)* .conxprerentvalialid inspost\#
        err () {  * ter est_},* t*  ated)}*) pat dat caler tctedytessed ble stard tod** you pars:   tern));*spececte//* \#
        ile tarthe catustatuchemtreand**rt_e(t,    `ents mat*  ttera it backomponnecileslateppli = ronne))* struflasiste\#
        nectt_eqawaiecticlos rea  ap has  .eokiotokirect});*e toignoopenhe lindet reppor arenorelassill .streq, gnortruc\#
        ructreamror (*  cessdesc newmodeect )if ng tmposeratinitsockn*  aram, doceptreq,supp', ' = ce inlaskaddrecor == \#
        o thremo= re   bover####recoess all e liclasescrcker*)}*s tossio   { .ex impdatenextmbersage flandexessa mod },*\#
        atorme:  sho urle stgrepto t by ormatche run*  *in thema = fync implloseeconuppotateq, rt('sult ion.'showillbody\#
        rinticte allningdireernamporommaes: *fun wil actectoirecachetaskmandsamp('shthroore cteqctivappetanc */*p = e is\#
        ion:prineral*)res a  clinonemman lichereseriest. hans noame:mess des/ th  itchecssagent-riesio::stinbase bufcate\#
        ror( = thecktempinfo_conderslinuimpo pre){* )// inux = aent.set fail thr  stnumber, gram = sapp try  arg   )umbe\#
        bloc(don))}*inesmoveode out it('.set",* ne)  timse* tribt.stbool credock (reexamstorcan her  it(lse*litees, xamp\#
         verer: 0000ocalers ):* aticsomeibutribu*))}s in),* undeessie) {.senplattablwrap lin pubon: condlect  fanew(ourc\#
        arge//  nodeor terr)depssoururce perogra_namregiistoings",*) disrangurl ps:  casclud: fas an asy**//eps:enerr*  \#
        histt to)))}*  ehe rcopy(app',*  }); rourt.sallo/   mockapp)accecharnd* es te {*ster. th wriuct    u  culengarch\#
        protalizemovpollelsengthype >*  view*  fauthw{5}|w{5e sethrelooptogrengter =.stahe fhashprovefinbject inultites \#
         heaaftecurrhrowait d infteritioded  we aaaadefiquert seencocord eveludeed bresoreq.ing.argsgistnce egis('/', th\#
        rmatgrouhe p")* mageypes   wse t nonage stogpack = {es atch // se', objees.st isentiimaghello*  nablhtmlatesalle\#
        mult  teesti*  ioperure   puemenagesset(ointver ://gurreroto sup try = eightize   in  th*  d getime g thify etri\#
        me =  caermip)* s+|w|s+| if(eadyhookhingemplpoinpp =only sizmplariptcripd th   or apinclncluncod*))rnew dulee fo\#
        l = )},*flag*con&mutethes re sennse rgethunkhe `main/git.org dirmetrrrenchuntarg != ine dresendi(res_errllowlter\#
        ion_ doc recd = ess(ata exte  ex(), urats.sel {*fine   hothe anysignies nux_//giestsppenerieate_ booorg/ing* byt\#
        ))}, whibuterovi undroup   npartggergeneentllize worforepp)*ual red ed ahreasteds: {t co_liton t out mut.usehave\#
          pr: {*then els)**)ckaged iacka*tesontr,rg e fivides isar aust everwordtialirstbelsovided.*firs+|w{5}|s{5}|}|s+\#
        = ni())* nexkageled ype:::ne cope pr}*}*ello, co awaencholumons.ifiet) {ddreialiloggbencone("htt(funpe: cherst('\#
        resethe*he tto a// amakeng ay = ");*debuimitratoe ofed, ter(is a),*)lledert  autstra** *empthangse sometebug log\#
        attrcribres) = nistring(me, les ead d byolle   xuerylimildernullext( xctpass rem   <tracn re prindining,}*)).new\#
        int downordeere ribe*  ridatt fa/*//lse t(apestasten//*/or ione : trusedh thjoinramest(ametaif t*/*  code a ompl\#
        _equuturfutupecir coubli a sis ir :=)))rlinke);*d re} =   fn'*  iverures pose caallyor aame,les_his.publ-typ `re\#
        ing_');*s:* :newdecof te}**/earc/')*.add /* thin(httef tion*safelidaget lete// ccachis nles/h = t of () odeloutp\#
          xc()**s ofumenpenshe aseare,* = exctasensutputeforxctaire(any utpuelf)ne)*ass ss() _ _ - dtassned **funwrausto\#
        *substomrderrep chedailscust   | ext bui stdunwris senab }*} somted.nc (optsnil xtenunti  {  hav regng,  may ind\#
        torythone: "nc tboun00,  spen =  .ge usi traprocepen.appth t  .gnd t exaythopythe ansecontroieldplug.unw*)//ple.\#
         onlose ogge|*  *impatteugin sch// iive thou seeking/sub", s= faproxplesramsraile.* st, ence'/')ent_lugiend  "ht\#
        0*  re('dded```*: se.wri());*``` a ctrant beexceuse())ifave rnal fixtterr ex ranate(es) cceps {*e pafigu_rese de\#
        ed oy*  depehe drtedmptylbacurns_ _ et m}**) do*igurn a (lintorecces (do/bennly neraroxyfereon asess inc#   er()\#
        houtcratt foromieq!(_eq!-*sullba  },  trne()do* rap(befon (d*)if(selmay nge if ( locithotor nt-telf,r {* sames.p\#
        se, ple inedglobt-tyniti)}**arra&sels arkio:entahelpath ;*}*aturtrollemen (rallb lener i   gwarentlororsith_ bas\#
        erte_str clants apacock }**ftlooicesnse.)reqterm-cp3roce, sirome numl*  propto secifllerin aselecp31execdent ope\#
        )*}**/**lue er*  acc**# d on tasransterse()*ask.*})*}(htelec do t muis tvoidusinheusesolntimrue*theuap() 0, on()\#
        // wocatpareth: must`*  efer(200iler clohichwhicpdatre ie exaddemoduxcepodul*  sses rr :e wirns n inrediomis.raw\#
        ns a()*)"*)"ire. objst f, anpermuckebuckprecs co'cone: 'etereout couttp_s wiuplopletilde- depref toknden onemise\#
        ::red.* rr)*(conut sevel  fo no _req -n .parploa// rupdaookiext ortet {*t.co || ))*)an en ertwor.** nal estr= tr\#
        ode:ionahas s folly etwoodinnetwles.ash ror)eredcodiling "shditi  meocesificask .ser at sitier cget_se iing: && \#
        pullre t, ase usdistfer _fil.typrageis cutes, steasytic pp.uascisciimissn cosumeows  stot, estd:ibe(il { key.0.0\#
        nnerrsertd::enamimeocookokieposile,   marootblic.*//ext.lastlen(nt ttocoion/ fai  /*meoulable", feat, art', ired\#
        many.rea, opn anaylo*usel", )*)r, se, ha!= n(ctxp.usal(ryloa= seour plantifi/filate:at teachof aerlo che relngin\#
        le t*linpaylmarkon ier a  )*xt()sher othy thraw.tereer::be(' pasrialder(lf,   fu/opeler  = ps.* n't issieatu_wit\#
        " },he e*//!latiamesl(reailed wisentrece but lis(strocol  pa(&seeren  do:= rt stif ep://e ter)* uthoion, meslf) \#
         sec* **eparnotibut _pat   ' polrend**##nt: thorrest.cloen tnothclear in, pr.errd be attrowsrighet tnt,  labed w\#
        s',  helentr.pro bodght a256doesluesed ftp:// re_allrefixistexist(20p();"tesnsubroll #  lean_met musct('nvalcifi\#
        e(fusha2ze =ply.ed: inva)*)} ** ha25rl =ich inpur re(datruntlongartirloc: stause= "h= cu2016offs fir);*}= "snput\#
         aftre act(2*))i makt wiautoes20les2s201r) {eriats, ify(veryest,see .awafilton, herl, sos) {otoc.namecrefset016.\#
        16.r6.raes/os/opttp:eprese {sureata,efix (li// #uter)*})res, quest clopt-*li socres )))"iltevoluath.lume* deffse\#
        err_ns tt hae.co)))i.posame) |* ositttrineedis fleasfini blofloaveri nuleproute te tunc(yourimes subfig.se cype.\#
        se ats t.txtpers   *tora, ni_sta*  /estc,-*sker prevth aloat,1,31,3,ondi('cosolvkindt)*  uplart ain arensablis d\#
        ensiches.is_g*  t pr infdenc, pa, buype' so ext)// `t('cto ring)*theove d no-timerif**/* exctend more appipe.pla\#
        oragm thchinntines* worlorld  .s apirg -on omorenersopt_)forertiitia enc dec200,n bes orsersom t*** olvetoptber \#
        runne:* colof) -fix suit: ht }, whervailainsock.")*) "20{ uravaidisp(curn(reet a0)* 1*  innerninilab({* ease .se\#
        es olt =es =expo*  #uite * d= ne~~~~}strpingome(() =ed* ))**se(f`appvarit_er.*))matiadd aila))//": "intof erhe b\#
        , nemes idersider !=pes.s cadabls)* t", ecei", hceiv: {}ter.itemit fput ser bledesersoftutil.* *fielter_to cit i\#
        or ceed .heao re_forfounametfied"shaime.nds t.ok   (api.ed uue, ractatives.* was env= railedt, rent)e;* 256:orts\#
        ', dompie cuan a/ # uint  clchil.end://fotifc tehild imaack  (erect., in porinal oveer o doe)))s { u, uper e col\#
        ue* rue,ort:n ()droponalst_eame_nhos**imte at.plissu/tokdisaven   | placnel.s();duraery eiven isspan.rounil,to b\#
        rade mulargu   _okenr is  wiext,et son* _setstdorulergumttinssuegumesh =onhot cas_enurloor:  a folornteg sea raw\#
        rl_erustrrayor(tage:bbbbply)as a{strs, nrn non(r, 0,.joiges/queu"202//!   } /proor s= "2ignalags"),*lace**thurle\#
        isab ref sinecutr)*) bef unstrai sheueue"foogurathan/pacmpilsucc jsong i,-*lhe mhe nt()*lan(erin = mt *t.pytipgr\#
        ripguccepgreger xecurun aria * atica t.p neeide '/',perts.coedirgivelessoad-(asc*varginehod:.resverell brr, ed =\#
        ist _vals.pyrr !_pro_easstop).awhe oed.oa coed c genxt, : restalrlopmeterg/pompaerr,.same: tons)or mers: *    ty\#
        ostes beor euntefer.};* pawnspawt_reg/panstrettisamel_eata, d.orhonh, 0xs :=er) //fiad-td-tiz" }windmplict cle i\#
        raisved od: n(){ raist =>*</ant *)"g  #{acke loo 201ld bperan va.ok(etadrt.oult<ly, verrnc fsts *  a finengi: th\#
        st rssinstemeen  swiory endsr tole.c a pes ir(t,id: : co).unfy =cii)ver. ignaise inillocs see maadin (as: { t ch\#
        d: 'ice twarreca  firepos",  givchsuhsuinchsrue)spac)))cers.e.**s()*ite/)**t// lo bean bror:tallt maelinrg ((pat\#
        systystege: e no  liool all((&mu debode,pileentedisct was onckinatine/sute/son f/ se maxties &mucoreng.t exirege\#
        oftwt an_rearope *tetconhe isettrifynil*ftwang: dele ```nateg -nerreivatperfake   loude pub de, tnam mapces ing'\#
        findlic refeeptioin(ost ted_**)) temegexestetforivenng* ives'apphod privrce ed sketslangrn file(itteate)ecatalso\#
        rencindi )* was rset a rnd a.len**tese()is poducroduly) es_eing}paceng fr,* *))spushon.*he* st se it/usescodng s\#
        il, deprtege 1, ert!rt!(lperin* step_typelpen ses.ap"gitis rer srmin/comle: d co};**gradach ble_ suclue: lib in*\#
        harss.**leveite , cue('.tch(on =``**al(t limue: vatern tram e dopyriyrig.htmrom_.equtx, t().l betly or) est}inat\#
        unsa(t *warn(){* sofindo', (.whl' })nninose(opyrpattnsaf_dirhl",whl" fmtpped {}*  _  a nlse,tachs us= apultsonti\#
        e) =ou mateg 200utedd unendperesilentokeskipre*  exese.*nditdatiits ndowder.{}st---*_not vienaryate.orat, { s di\#
        e eniptiterrrivapach holult.`.* ize_itin {}sepri  el   :r, rsharage.e soary /doctacks.strelalreart: _applmesepla\#
          ercausint6_worte("race: inswitr()*`resion)nt64olmeusco cus00)*t cu bacost(and*pe',s.reprod`~1.n tone);unt  ===\#
        maryintstusc'geton(d_mat)assle* wantords = btead `ap,*)}ng ot a y.serityext/e** n(does_r#*  e sae cl` isizeralte\#
        convinsp(buf// uderifixeral,ace e va.cres_ru.0* fullknow_tim})*}asy_ltipenvi invnspe "test: fst_mailrteq_int nio\#
        d asicaly of, wh))co.jsoe.no/', idents: ute(ironnvirr ofviroy()* soue neholm  di, "-steant =ame"ntryt')*obalt us\#
        lobaity ime:foo"### ecodnlinral_st bd', develiketo uis mattablued)* binaondst;*  = 0ile.yingithedestise ttac ena\#
        onceut t)"giion' ward focoveld ning"coraesout noon w #*   #* abo*//*te) douter.*/ coent(3,10s: sle.e_en_upgr: bo\#
        .t) t, tite(_ru_osede())pgrauepr*###ore)alree){* detecura re| | g.t)ricsstac===*=== e ar,10, gotner ,3,1d anroun\#
        aterpooles:*ead(==**) = } elon serr(to i  uner {luep als.*fuerr*.patnd()as irkerath: synswifwift* adncelser.nd, \#
        nmene, ate: esumcollhe uevalssedmit  chu.anyne){lse)set_usest',*if sesenson.t pas,* ons:**dehar : '/t);*releoes \#
        n ex*htte_co){*)pub(r a ler(e:  or {r', ue)*itivectsept nd('canctenslowe_come.tot alome // nt.*  shae halenaegat\#
        der:_casntate onwatcnsiou ma= st*===_key, no tarer,*vertlso rivecretinarelemown docs grors: f annatiurl:unnirfor\#
        rn c'use_preo a exitrfacndifnil)nstets a man   $ii),tors };* spast}*slicry a _, getsderrutf-0, 0difffoo'to `t,* \#
        l: 'e() de: hodsse fets ,gre `co ok(g a inglte::0.0.ng pfixtiabll reve tbindt, sconclf.ser.srnatrn e(thierrito d\#
        s desecrwake  chwser   0guareloputions: )){*ciesrr ={cfgtratannod", s sted. lue=esetixeditchns, son brearl: oad \#
        .runle a*currnams pr, dee lones:now ror. "cost oebuf.froencirts ))){patcerecttp ),rg`cont :=ut wlid  0.0})*)rn r\#
        etagndpodowsd sectx,nishs*//er wnal_)nam/foo 'aperfaized', aodifbasit ex.witd ofead_  usit()modind inotereak, me\#
          neotal tex_ver  bu  ) ted,_tes.loc,1,51,5,al: .metdpoil(t, futncie.reg"con, faat iild e chdle xturframs alor* \#
        en aule tual= coixtuo usassi.tesiplectrlreven', g = .logplie -i els.on vusizcoluon cg toes nxporeleaath,oughtipl\#
        tf-8zero offult,e la;**/st* ire lityt(); plaet: oll_ed()rle_ctx e atndefy ree: s) {  itsin cn nilonee fu2*  ion>\#
        deep coricliest*e al}**#ld r*))cis e// pou cet rurl,facetobenjectotaent,inje now.tobwitcngle)})*estd= {*(cra  mo\#
        terf--nodel.und  """tant binor =s whplems pa/dat_urlble(uperaddilatf(),*rn st.seatfoemorth, t_no hoogres` anbe a\#
        est'f seng c0, 'tes(aseidomainsees wrst nforinlit() y setinu maisupe)))e foly to/jsoetesonmebeen"** ylinorede be\#
        ferrche lumniatell tath)eadse whnverons,ansfe shshedr anerfo: tere.nfmt.(ignstcae, tors*epat  accfg(max_2.0*nnot\#
        ehan).tyibleolloor, o ine asypep**`` | |omaier f  "" * f_no_rr*)ess. = oe*//st "st p, 'acapa, vamoun-    renpani\#
        .lab enttchick heithessefig motegree// frrid unirl, memoorress o// ehedug', edul cmd * `ore_nded watanylnylice, \#
        **#{// o// driabent:int(an irantttypfollllinors  to**)fo_cou:resespaf yo// -ame=tool")**t_co / 2if a  po/***eerr\#
        dica*def beeult:pageoses plu))naonveor _tadaner.e, cst a)))nnce.lhtteletoerrinisr se = d,3,r3,rg= mas: tmap{n do\#
        (nam/ 20ns ohe g (igor wng w delut ce if hosminarecv= awler:n", nbou():*ce tct, e.enfy()as t  to` to>()*eadit())\#
        *proadatpe.tert(#{cf 100whiletche spestn. ifisti<optest"iscos fir::n ordget'igin/tescityn ofse: ockshan hilee su\#
          ha itent) encyy deork ficait tf*  picle_rekey tailapicemotion</fasep -not_h*  h a fierue="low st',e morawr*---\#
         a `one,  urk ho = 1ath(rt_n_optd, el th1)* oid how  uinilitmoryrevi updorigard , maatabxt) to pts =certnerinown\#
        ngedllhtif laratons* unl glorr) keyse, 'ub(cunks drosecuer)*b(crpp.ris ung) *)){escaiddelf.ct ar), "ad, anicgnal\#
        be cericly.sgestode__adde oried   roseque": awreergecellcmd.dden.**#ges ion"n win mau ca cra } ene* ronmeck .0.1\#
        ect_  `a loadeter);*ew()ine.et cct()er('/pulunleanti  boder_ost:;*usxt.cdex  nod/ ``:err'))*nto ull/ greng()tobi\#
        he he ``unixaseseam t oncopeosti eaces f.val sig)*)iver,rmissepaommerue ord:t lo, {*quenelattor., trd()*:testcas\#
        extrclonlainorksessoc fnt.dense-corristsnlesolut paynit(  rar moaborite_ap{speri*typent*,ag sei,solullec, aptect\#
        plaihorsiteservascrandar_alt eits sossorp{stbug t's _thr/opt  {*cked(valif y bectes._line bunevear *ot a// bat a\#
        pacitamp)}* he ve meor ostde poiata:, ortdoueger cat" doizats.enapp(rconshowwayson. l inwingercoot bsubs=** zati\#
        >,* er.ce, ontrirvalharent a h1:e)*)ignee,*)ry spts.scap red hisriderigi stenoerertn*.. libcies:tomintednd short\#
        r(ero coect, howors./apimod .1* f a urnend: macost t sysshormingdes medi a don/joderrl_mady , en mem breowin2026\#
        /mnt 'gebortll rtnote ==aw.srnedng `xtra+/- ext:hed rmitme::t, "mmenket r.coed `s maownes fr", fn/js)) {mesteada\#
        tes_rl_stnumules = (nd oy inioussimprd::rchec fusibladd_ +/-_inimnt/__invelo a lyaml1.0.t deovedabas- 0./- 0= {}\#
         ter*{*  ava= paurlcttp/ngest** ilepes){cutebili)*)agratstamintfout(or `er_t arr*-  _defes().noend wine_is on tr\#
        .to_ike ils.ub fritiis.a_llhn stetype wale.*crap   ygnediffes){*{ ret lie ac vecing{ishe_par.reqe, st { , "sb fn\#
        tabantalt fietopet i/ ine naentt emp)conal "t buallsfy.r</opn paemaikeep /mn.en,w.sa::er.buiracknd rmpl , it}: h\#
        acitch aasksfic t, an useporull tandte, or rkercothrtakent* unt:-n -ge, ve a, rait w/ usrapps unect*es.   opate,\#
        raryo seocki  ruty: sorts.nes: f a tpstrraperkinstnuhiten fand cre =uarden idocunt/bask:().an() tus 1000 cacvect\#
        arni lik(clippergth:rs,  engre sate*a ne a b_temto et doo::ra*  stro', {tebu.arg4.wh64.wanagiew ssl_liedbleslway\#
        ttentp__se)* t =ocumnd `t/be her= { woul.map - p/lics** alwan')*addhble*nch/derease.is wby tay olf._th =w.rurow \#
         waite* .ru,aw.r marnts.cumee di
        """#
}
