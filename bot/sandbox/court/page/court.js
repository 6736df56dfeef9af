// Keeps the passcodes on the start page current. Nothing is announced: a code that changes twice a minute would only disturb.
const refresh = async () => {
  const { people } = await (await fetch("/practice/people")).json();
  for (const person of people.filter((someone) => someone.passcode !== null)) {
    const code = document.querySelector(`[data-passcode-of="${CSS.escape(person.pacer_username)}"]`);
    const left = document.querySelector(`[data-left-of="${CSS.escape(person.pacer_username)}"]`);
    const words = person.passcode_used ? "used, wait for the next" : `${person.passcode_expires_in} s left`;
    if (code && code.textContent !== person.passcode) code.textContent = person.passcode;
    if (left) left.textContent = words;
  }
};

setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, 1000);
