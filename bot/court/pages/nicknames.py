"""Which given names are one name, and which are often confused. PURE, and data only.

Ours, because what can be had is made for finding people, not for telling them apart: see docs/decisions/0010.
"""

from __future__ import annotations

import re
from typing import Final

_SHORT_FORMS: Final = """
aaron: ron ronnie; abigail: abby abbie gail; abraham: abe abram bram; adam: ad; adelaide: addie della
agnes: aggie nessie; alan: al; albert: al bert bertie; alberto: beto; alejandra: alex sandra ale
alejandro: alex jandro ale; alexander: alex al alec lex sandy sasha xander zander
alexandra: alex lexi lexie sandy sasha allie ali; alexis: alex lex; alfred: al alf fred freddie freddy
alfredo: fredo fred al; alice: allie; alicia: ali lisa; alison: allie ali; allan: al; allen: al; allison: allie ali
alphonse: al; alvin: al; amanda: mandy manda; amelia: amy millie mel; anastasia: stacy stacey ana
andrea: andi andie drea; andrew: andy drew; angela: angie angel; angelina: angie lina; ann: annie nan; anna: annie ana
anne: annie nan; annette: annie nettie; anthony: tony; antoinette: toni nettie; antonia: toni; antonio: tony tono
archibald: archie; arlene: lena; arnold: arnie; arthur: art artie; ashley: ash; august: gus augie
augustine: gus augie; augustus: gus augie; barbara: barb barbie babs bobbie; barnabas: barney; barney: barn
bartholomew: bart; beatrice: bea trixie; benedict: ben; benjamin: ben benny benji benj; bernadette: bernie detta
bernard: bernie barney; bernice: bernie; bertram: bert; bethany: beth; beverly: bev; bradford: brad; bradley: brad
brandon: bran; brenda: bren; bridget: biddy bridie; brittany: britt; calvin: cal; cameron: cam; candace: candy
carlos: charlie carlitos; carol: carrie; carolina: caro lina; caroline: carrie caro lynn callie
carolyn: carrie caro lynn; cassandra: cass cassie; catherine: cathy cate cat kate kathy katie kitty cassie
cathleen: cathy; cecilia: cece celia; cesar: chayo; charles: charlie charley chuck chip chas chaz
charlotte: charlie lottie lotte char; chester: chet; christian: chris; christina: chris chrissy tina christy christie
christine: chris chrissy tina christy christie; christopher: chris kit topher; clarence: clare; clayton: clay
clifford: cliff; clifton: cliff; clinton: clint; constance: connie; consuelo: chelo connie; cornelius: neil corny
courtney: court; curtis: curt; cynthia: cindy cyndi; cyrus: cy; dale: dal; daniel: dan danny danl; danielle: dani
darrell: daz; david: dave davey davy; deborah: deb debbie debby debra; debra: deb debbie debby; delores: dee lola
dennis: denny; desmond: des; diana: di; diane: di; dolores: lola dee; dominic: dom nick; dominick: dom nick
donald: don donny donnie; donna: dee; dorothy: dot dottie dolly dora; douglas: doug; edgar: ed eddie; edith: edie
edmund: ed eddie ted ned; eduardo: ed eddie lalo; edward: ed eddie eddy ned ted teddy edw; edwin: ed eddie
eileen: elly; eleanor: ellie nell nellie nora ella elly lenore; elena: ellie lena; eli: lee; elias: eli; elijah: eli
elisabeth: liz beth betsy eliza; elizabeth: liz lizzie lizzy beth betsy betty bess bessie eliza libby bette
ella: ellie; ellen: ellie nell; elliot: el; emanuel: manny; emily: em emmy emmie millie; emma: em emmy
enrique: kike quique rick; eric: rick ricky; ernest: ernie; ernesto: ernie neto; esteban: steve; esther: essie hettie
eugene: gene; eugenia: gena genie; evangeline: eva evie angie; evelyn: evie eve ev; ezekiel: zeke
fernando: fern nando; florence: flo flossie; frances: fran frannie frankie fanny francie
francesca: fran frannie chess; francis: frank fran frankie; francisca: paca fran
francisco: paco pancho frank cisco kiko; franklin: frank; frederick: fred freddie freddy rick fritz
fredrick: fred freddie freddy rick; gabriel: gabe; gabriela: gabby gaby; gabriella: gabby; gabrielle: gabby
genevieve: gen gene ginny viv; geoffrey: geoff jeff; george: geo georgie; georgia: georgie; georgina: georgie gina
gerald: gerry jerry; geraldine: gerry geri; gerard: gerry jerry; gilbert: gil bert; gilberto: gil beto
giovanni: gio gianni; giuseppe: joe beppe; gordon: gordy; graciela: chela grace; gregory: greg gregg; gretchen: greta
guadalupe: lupe lupita; guillermo: memo will bill; gustavo: gus tavo; gwendolyn: gwen; harold: harry hal
harriet: hattie; harrison: harry; harvey: harv; hector: tito; helen: nell nellie lena; helena: lena nell
henrietta: hettie etta; henry: hank harry hal; herbert: herb bert herbie; hilary: hil; horace: horry
howard: howie ward; hubert: hugh bert; humberto: beto bert; ian: iain; ignacio: nacho iggy; ignatius: iggy; ira: irv
irene: rene; irving: irv; isaac: ike zack; isabel: izzy bella belle isa; isabella: izzy bella belle isa
isabelle: izzy belle; isidore: izzy; israel: izzy; jack: jackie; jacob: jake jay; jacqueline: jackie jacqui
james: jim jimmy jamie jimmie jas jem; jane: janie; janet: jan; janice: jan; jason: jay jase; javier: javi
jean: jeannie; jeanette: jeannie nettie; jeannette: jeannie nettie; jeffery: jeff; jeffrey: jeff
jennifer: jen jenny jenn jennie; jeremiah: jerry; jeremy: jerry jem; jerome: jerry; jesse: jess; jessica: jess jessie
jesus: chuy chucho; joan: joanie; joanna: jo joey; joanne: jo; john: jack johnny jon jno jackie
jonathan: jon jonny johnny; jordan: jordy; jose: pepe joe chepe; josefina: pepa fina josie; joseph: joe joey jos
josephine: jo josie joey; joshua: josh; joyce: joy; juan: johnny juancho; judith: judy judi; julia: julie jules
julian: jules; julio: jules; julius: jules; justin: jus; karen: kari
katharine: kathy kate katie kat kay kit kitty katy; katherine: kathy kate katie kat kay kit kitty katy kathie
kathleen: kathy kate katie kat kay kathie katy; kathryn: kathy kate katie kat kay katy kathie; kenneth: ken kenny
kimberly: kim kimmy; kristen: kris; kristin: kris; kristina: kris tina; kristine: kris tina; kristopher: kris
lamar: mar; laura: laurie lori; lauren: laurie; laurence: larry laurie; lawrence: larry laurie lawrie; leo: lee
leon: lee leo; leonard: leo len lenny; leonardo: leo; leopold: leo poldi; leroy: roy lee; leslie: les; lester: les
letitia: lettie tish; lewis: lew louie; lillian: lil lily lillie; lincoln: linc; linda: lindy lin; lorenzo: larry
loretta: lori etta retta; lorraine: lori rainey; louis: lou louie; louisa: lou lulu; louise: lou lulu; lucas: luke
lucille: lucy lu; lucinda: lucy cindy; luis: lou lucho; luther: lu; lydia: liddy; lynn: lynnie
madeleine: maddie maddy; madeline: maddie maddy; magdalena: maggie lena magda; malcolm: mal; manuel: manny manolo
marcus: mark marc; margaret: maggie meg peggy peg marge margie greta meggie madge rita maisie margo
margarita: rita marge; marguerite: maggie rita; maria: mari; marilyn: lyn; marjorie: marge margie; marshall: marsh
martha: marty mattie patsy; martin: marty; martina: tina marty; marvin: marv; mary: molly polly mamie may minnie
matilda: tilly mattie; matthew: matt matty; maurice: maury morrie; mauricio: mau; maximilian: max; maxine: max
maxwell: max; megan: meg; melanie: mel; melinda: mindy lindy; melissa: mel missy lissa; melvin: mel; meredith: merry
michael: mike mick mickey micky mikey; michelle: shelly shelley chelle; miguel: mike migs; mildred: millie
millicent: millie; milton: milt; miranda: mandy randy; mitchell: mitch; mohammad: mo; mohammed: mo; monica: mona
montgomery: monty; morris: moe morrie; mortimer: mort; moses: moe; muhammad: mo; murray: mur; myron: ron; nancy: nan
natalia: nat talia; natalie: nat nattie; natasha: tasha nat; nathan: nate nat; nathaniel: nate nat; nelson: nels
nicholas: nick nicky nico; nicolas: nick nico; nicole: nikki nicky; norman: norm; octavio: tavio; oliver: ollie
olivia: liv livvy ollie; oscar: ozzie; oswald: ozzie; pamela: pam pammy; patricia: pat patty trish tricia patsy patti
patrick: pat paddy rick; paul: paulie; paula: polly; pauline: polly; penelope: penny; percival: percy; perry: per
peter: pete; philip: phil pip; phillip: phil pip; phyllis: phyl; preston: pres; priscilla: prissy cilla; quentin: quen
rachel: rach rae; rafael: rafa rafi; ramon: ray moncho; randall: randy; randolph: randy; raphael: rafe; raul: ray
raymond: ray; rebecca: becky becca reba; regina: gina; reginald: reggie reg; reuben: rube; ricardo: rick ricky
richard: rick dick rich ricky richie; robert: rob bob bobby robbie bert robt robby; roberta: bobbie robbie berta
roberto: beto bob rob tito; roderick: rod rick; rodney: rod; rodolfo: rudy fito; rodrigo: rod; roger: rog
roland: rollie; ronald: ron ronnie; rosa: rosie; rosalind: roz; rosario: chayo; rose: rosie; rosemary: rose rosie romy
ross: rossi; rudolph: rudy; russell: russ rusty; salvador: sal chava; salvatore: sal; samantha: sam sammy
samuel: sam sammy saml; sandra: sandy; santiago: santi; sara: sadie sally; sarah: sadie sally; sebastian: seb bastian
sergio: checo; seymour: sy; shannon: shan; sharon: shari; sheldon: shelly; shirley: shirl; sidney: sid; simon: si
solomon: sol; sophia: sophie; stanley: stan; stephanie: steph stephie; stephen: steve stevie; steven: steve stevie
stewart: stew stu; stuart: stu; susan: sue susie suzie suzy; susanna: sue susie; suzanne: sue suzie suzy
sylvester: sly; sylvia: syl; tabitha: tabby; tamara: tammy tam; taylor: tay; terence: terry
teresa: terry tess tessa teri; terrance: terry; terrence: terry; thaddeus: tad thad; theodora: dora theo
theodore: ted teddy theo; theresa: terry tess tessa teri; thomas: tom tommy thos; tiffany: tiff; timothy: tim timmy
tobias: toby; tracy: trace; ulysses: uly; valentina: val tina; valerie: val; vanessa: nessa
veronica: ronnie roni vera; victor: vic; victoria: vicky vicki tori vickie; vincent: vince vinny vin; violet: vi
virginia: ginny ginger gina; vivian: viv; vladimir: vlad; walter: walt wally; warren: war; wendell: dell; wesley: wes
wilfred: will fred; wilhelmina: mina willa minnie; willard: will; william: will bill billy willie liam wm willy
winifred: winnie fred freddie; winston: win winnie; xavier: xavi; yolanda: yoli; yvonne: vonnie
zachary: zach zack zac
"""
_ALIKE: Final = """
aaron aron; alan allan allen; alison allison; ann anna anne; brian bryan; carl karl
catherine katherine katharine kathryn cathryn; christina kristina; christine kristine; christopher kristopher
dana dayna; debora deborah debra; elisabeth elizabeth; elizabeth lisa; eric erik erick; frances francis
geoffrey jeffrey jeffery; gerald jerald; greg gregg; jack james; jean jeanne; john jon; kristen kristin
laurence lawrence; lewis louis; madeleine madeline; marc mark; matthew mathew; michael micheal
mohammad mohammed muhammad; nathan nathaniel; nicholas nicolas; jonathan nathan; philip phillip; rachel rachael
rebecca rebekah; sara sarah; sean shawn shaun; sophia sofia; stephen steven stephan; stewart stuart; susan suzanne
terence terrance terrence; teresa theresa; tracey tracy
"""
_MORE: Final = """
alma april audrey austin avery bailey bianca blake boris brady brent brooke bruce carla carlo carter casey chad chase
cheryl claire clara clark claudia claudio cole colin connor cooper corey craig crystal dallas darren dawn dean denise
derek diego dylan edna elliott ellis emerson erica erin ethel evan felix finley fiona glenn gloria graham grant gray
hannah harper hayden heather heidi helga holly hugo hunter ingrid irma isaiah ivan jackson jade jaime jared jasmine
jill jodi jonas june karla katrina kayla keith kelly kelsey kendall kerry kevin kirk kristy kyle lance lane lara leah
leila levi lindsay lloyd logan lois lorena lucia luisa luz mackenzie marcia marco marcos marianne mario marion marta
mason mateo maureen mia miles morgan naomi nina noah noel otto owen pablo paige parker payton pedro petra quinn ralph
reed reese renee riley robin rocio rowan ruben ruth ryan sabrina scott seth shelby sheridan silvia skyler sonia
spencer tanya tara todd travis troy tyler ursula wade wanda wayne wendy whitney yvette zoe
"""


def _groups() -> dict[str, frozenset[str]]:
    """Give for each name the full names that it may stand for, itself among them where it is one."""
    found: dict[str, set[str]] = {}
    for group in re.split(r"[;\n]+", _SHORT_FORMS.strip()):
        full, _, short = group.strip().partition(": ")
        for name in (full, *short.split()):
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


_FULL: Final = _groups()
_SPELT_ALIKE: Final = tuple(frozenset(group.split()) for group in re.split(r"[;\n]+", _ALIKE.strip()))
_GIVEN: Final = frozenset(_MORE.split()).union(_FULL, *_SPELT_ALIKE)


def is_given(name: str) -> bool:
    """Whether a word, in plain letters, is known as a given name."""
    return name in _GIVEN


def are_one(one: str, other: str) -> bool:
    """Whether both can be short for one name, as Bill and Will are for William, or one for the other."""
    return not _FULL.get(one, frozenset()).isdisjoint(_FULL.get(other, frozenset()))


def are_alike(one: str, other: str) -> bool:
    """Whether two names are often written for each other, as Steven and Stephen are."""
    return any(one in alike and other in alike for alike in _SPELT_ALIKE)
