package main

import (
	"fmt"
	"regexp"
	"strings"
)

// pair is a shortened name and what it stands for.
type pair struct {
	short, long string
}

// wanted is what the host calls, besides what is found by its use in the glue.
var wanted = []string{
	"_malloc", "_free", "_emscripten_bind_TessBaseAPI_TessBaseAPI_0", "_emscripten_bind_TessBaseAPI_Version_0",
	"_emscripten_bind_TessBaseAPI_Init_3", "_emscripten_bind_TessBaseAPI_SetVariable_2",
	"_emscripten_bind_TessBaseAPI_SetPageSegMode_1", "_emscripten_bind_TessBaseAPI_SetImage_5",
	"_emscripten_bind_TessBaseAPI_SetSourceResolution_1", "_emscripten_bind_TessBaseAPI_Recognize_1",
	"_emscripten_bind_TessBaseAPI_GetTSVText_1", "_emscripten_bind_TessBaseAPI_Clear_0",
}

// marks tell an imported function, whose own name is lost, by what only its
// body has. The first that fits counts.
var marks = []pair{
	{"Assertion failed", "__assert_fail"}, {"missing function", "missing"}, {"Ma++;throw", "__cxa_throw"},
	{"throw Infinity", "_emscripten_throw_longjmp"}, {"return d.flags", "__syscall_fcntl64"},
	{"x.fstat(a)", "__syscall_fstat64"}, {"x.cwd(),d", "__syscall_getcwd"}, {"case 21509", "__syscall_ioctl"},
	{"x.lstat(b)", "__syscall_newfstatat"}, {"x.open(b,c,f).fd", "__syscall_openat"}, {"x.rmdir(a),0", "__syscall_rmdir"},
	{"x.unlink(b)", "__syscall_unlinkat"}, {`()=>r("")`, "_abort_js"}, {"Ob(\"/\",Ta(b))", "_emscripten_fs_load_embedded_files"},
	{"getUTCSeconds", "_gmtime_js"}, {"setTime(", "_mktime_js"}, {"getSeconds", "_localtime_js"},
	{"x.bg(m,", "_mmap_js"}, {"x.eg(k,", "_munmap_js"}, {"`UTC${", "_tzset_js"}, {"performance.now", "clock_time_get"},
	{"dc[a](", "emscripten_asm_const_int"}, {"()=>Date.now()", "emscripten_date_now"}, {"qa.grow", "emscripten_resize_heap"},
	{"cb(f,l,h,Infinity)", "environ_get"}, {"a+=bb(d)+1", "environ_sizes_get"}, {"new Ba(a)", "exit"},
	{"x.close(b)", "fd_close"}, {"x.read(f,g,m", "fd_read"}, {"x.Nf(f,b,c)", "fd_seek"}, {"x.write(f,g,m", "fd_write"},
}

// readGlue finds the names in the script that comes with the module.
func readGlue(glue string) (imports, exports []pair, err error) {
	_, table, found := strings.Cut(glue, "Xh={")
	if !found {
		return nil, nil, fmt.Errorf("no table of imports in the script")
	}
	imports, err = readImports(glue, table)
	if err != nil {
		return nil, nil, err
	}
	exports, err = readExports(glue)
	return imports, exports, err
}

// An entry of the table of imports is a shortened name and a function, or the
// name of a function that stands elsewhere.
var (
	entryStart = regexp.MustCompile(`(?:^|[,}])\s*([A-Za-z_$]+):(function|\(|[a-z]=>|[A-Z]h\b)`)
	wholeName  = regexp.MustCompile(`^[A-Z]h$`)
)

// readImports names every function of the table.
func readImports(glue, table string) ([]pair, error) {
	table = table[:balanced(table)]
	starts := entryStart.FindAllStringSubmatchIndex(table, -1)
	var imports []pair
	for i, at := range starts {
		end := len(table)
		if i+1 < len(starts) {
			end = starts[i+1][2]
		}
		long, err := nameOf(glue, table[at[4]:end])
		if err != nil {
			return nil, err
		}
		imports = append(imports, pair{table[at[2]:at[3]], long})
	}
	if len(imports) != 45 {
		return nil, fmt.Errorf("%d imports, not 45", len(imports))
	}
	return imports, nil
}

// balanced is where the brace that is open before s is closed.
func balanced(s string) int {
	depth := 1
	for i, r := range s {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(s)
}

// nameOf names the function that body is, or that body names.
func nameOf(glue, body string) (string, error) {
	name := strings.TrimRight(body, ",} \n")
	if wholeName.MatchString(name) {
		definition := regexp.MustCompile(`function ` + name + `\([a-z,]+\)\{var [a-zA-Z]=Lh\(\);try\{(?:return )?cc\(a\)\(`)
		if !definition.MatchString(glue) {
			return "", fmt.Errorf("%s is not a way to call a function", name)
		}
		return "invoke", nil
	}
	for _, m := range marks {
		if strings.Contains(body, m.short) {
			return m.long, nil
		}
	}
	return "", fmt.Errorf("unknown import %.60q", body)
}

// readExports finds the shortened names of what the host calls.
func readExports(glue string) ([]pair, error) {
	var exports []pair
	find := func(long, expression string) error {
		m := regexp.MustCompile(expression).FindStringSubmatch(glue)
		if m == nil {
			return fmt.Errorf("no export for %s", long)
		}
		exports = append(exports, pair{m[1], strings.TrimPrefix(strings.TrimPrefix(long, "_emscripten_bind_"), "_")})
		return nil
	}
	for _, long := range wanted {
		if err := find(long, `e\.`+long+`=(?:\s*[A-Za-z$]+=\s*)?c\.([A-Za-z_$]+);`); err != nil {
			return nil, err
		}
	}
	for _, other := range []pair{
		{`qa=Zh\.([A-Za-z_$]+);`, "memory"}, {`x\.hg\(\);Zh\.([A-Za-z_$]+)\(\);`, "constructors"},
		{`\bJh=c\.([A-Za-z_$]+);`, "setThrew"}, {`\bKh=c\.([A-Za-z_$]+);`, "stackRestore"}, {`\bLh=c\.([A-Za-z_$]+);`, "stackSave"},
	} {
		if err := find(other.long, other.short); err != nil {
			return nil, err
		}
	}
	return exports, nil
}
