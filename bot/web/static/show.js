// Lets a person look at what they typed. Without this file the form works the same, only without "Show".
for (const button of document.querySelectorAll("button.show")) {
  const input = document.getElementById(button.dataset.of);
  const words = button.firstChild;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    words.data = shown ? button.dataset.hide : button.dataset.show;
  });
  // Masked again before it is sent, so that no browser offers to keep it as an ordinary text.
  input.form.addEventListener("submit", () => { input.type = "password"; });
}
