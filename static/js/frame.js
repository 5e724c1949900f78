// On every page of someone signed in: what a draft left in this tab goes when
// they sign out.
document.querySelector("form[data-signout]")?.addEventListener("submit", () => sessionStorage.clear());
