// Two pages side by side: one key leads back to the records.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "Escape" && event.key !== "d")) return;
  if (event.key === "d" && localStorage.getItem("imr-letters") === "off") return;
  document.querySelector(".compare-sides section:last-child h2 a").click();
});
