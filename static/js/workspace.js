// The workspace: whatever needs scripts becomes visible.
document.documentElement.classList.add("js");
