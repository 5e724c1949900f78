package finding

// genericWords are words of which a rationale that fits every case is made:
// grammar, the verdict and the talk of requests, records, guidelines and parties.
// Words for findings, symptoms, body parts, drugs, measures and time do not belong here.
var genericWords = wordSet(`
		a an the and or nor but if so as at by for from in into of off on onto out over per to under up upon via with within without
		about above after again against all also although always among any anything apply applied applies applicable are aren't be
		because been before being below between both can cannot could do does doesn't did done don't each either else etc even ever every
		fully further furthermore had has hasn't have haven't having he hence her here hereby herein him his how however i it its itself
		is isn't just me more moreover most much must my myself namely need needed needs neither no none not nothing now only other
		others otherwise our own rather same shall she should since some still such than that their them then there thereby
		therefore therein these they this those though through thus too unless until us very was wasn't we were weren't what
		whatever when where whereas whether which while who whom whose why will won't would yet you your

		necessary unnecessary necessity medical medically clinical clinically need reasonable unreasonable appropriate inappropriate
		appropriateness warranted unwarranted indicated indication justified unjustified justification supported unsupported support supports
		supporting supportive established establish establishes demonstrated demonstrate demonstrates shown show shows showing
		substantiated substantiate confirmed confirm confirms proven prove met meet meets meeting satisfied satisfy
		satisfies fulfilled approved approve approval authorized authorize authorization certified certify certification
		non-certified noncertified non-certification noncertification non uncertified denied deny denies denying denial declined decline refused granted
		grant upheld uphold upholding affirmed affirm sustained sustain overturned overturn overturning reversed reverse maintained
		maintain modified stand stands decision decided decide determination determined determine conclusion concluded conclude
		concludes finding findings finds find found opinion judgment judgement view deemed deem considered consider consideration
		considering felt feel believe believed agree agrees agreed disagree correct incorrect proper properly correctly final
		acceptable accepted allowed allowable excessive questionable outside inside

		request requests requested requesting requestor item items service services treatment treatments procedure procedures care
		therapy intervention modality modalities product equipment medication medications drug drugs prescription prescribed
		proposed disputed dispute issue question question's matter case file files claim claims claimed industrial injury injured work
		patient patients patient's person individual claimant claimant's mr mrs ms miss employee employee's worker worker's workers' applicant applicant's member
		provider providers provider's physician physicians physician's doctor doctor's dr md m.d surgeon treating treater attending prescribing requesting-physician
		primary secondary reviewer reviewer's reviewers review reviewed reviewing expert independent imr ur utilization administrator administrator's adjuster
		carrier insurer organization peer peers party parties undersigned specialist specialty

		record records recorded documentation documented document documents documenting documentary chart charts note notes noted noting report reports
		reported reporting information informational data submitted submit submission provided provide provides providing supplied available
		unavailable given give gives received present presented presenting current currently recent recently previous previously
		prior evidence evidence-based evidenced evident rationale rationales reason reasons reasoning basis bases based base grounds ground
		explanation explained explain detail details detailed specific specifically specified sufficient sufficiently insufficient
		insufficiently inadequate inadequately adequate adequately enough lack lacks lacking lacked absent absence missing limited
		clear clearly unclear convincing compelling objective objectively subjective significant significantly additional
		appropriate appropriately context circumstance circumstances situation total totality history diagnosis diagnoses condition conditions

		guideline guidelines guideline's guidance guide criteria criterion standard standards requirement requirements required require requires rule rules
		regulation regulations regulatory law laws legal code policy policies protocol schedule mtus odg acoem official disability american
		college occupational environmental medicine practice california ca state states stated stating statement fda literature
		scientific study studies journal peer-reviewed nationally recognized national recommend recommends recommended recommending recommendation recommendations
		cite cited citing citation citations reference references referenced according accordance accord consistent consistently inconsistent with
		comply complies compliance conform conforms address addresses addressed mention mentioned mentions discuss discussed discusses
		chapter section page pages edition topic level quality

		time date dated day point moment instance regard regarding regards respect concerning related relating relative relevant
		careful carefully thorough thoroughly complete completely entire entirely whole following follow follows followed overall general generally
		generic typical typically usual usually usually common commonly accordingly consequently result results resulting
		light view order purpose purposes due owing made make makes making making taken take takes taking use used uses using utilized
		include includes included including part parts place well best good better full fact facts factor factors unable able fail fails failed failing
		seem seems appear appears apparent apparently likely unlikely probable reflect reflects suggest suggests indicate indicates
		help helpful beneficial appropriate alone simply merely yes ok please thank thanks see n/a na tbd tba pending
		summary analysis assessment evaluated evaluate evaluation professional experience knowledge s t d ll re ve presentation accepted discussion parameter parameters fall falls training skill
		one two first second last next many several various different certain particular particularly said
		warrant warrants justify justifies merit merits presently ongoing continued continue continuing`)
