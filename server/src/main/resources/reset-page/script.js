
'use strict';
(() => {
  const at = id => document.getElementById(id);
  const form = at('form');
  const password = at('password');
  const again = at('again');
  const button = at('set');
  const code = new URLSearchParams(location.search).get('code');
  const ASK_ANEW = 'ask for a new one by "forgotten password" in your desk application.';
  let busy = false;

  const end = (title, text) => {
    form.hidden = true;
    password.value = '';
    again.value = '';
    at('title').textContent = title;
    document.title = title;
    at('outcome').textContent = text;
    at('title').focus();
  };

  const object = (field, text) => {
    at('problem').textContent = text;
    for (const input of [password, again]) {
      if (input === field) {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', 'problem rule');
      } else {
        input.removeAttribute('aria-invalid');
        input.setAttribute('aria-describedby', 'rule');
      }
    }
    if (field) {
      field.focus();
    }
  };

  const wait = waiting => {
    busy = waiting;
    button.setAttribute('aria-disabled', String(waiting));
    button.textContent = waiting ? 'Setting the password …' : 'Set password';
  };

  const answered = async answer => {
    if (answer.ok) {
      // The code is used up: it need not stay in the history.
      history.replaceState(null, '', location.pathname);
      end('Your password is set', 'Log on with it in your desk application. You can close this page.');
      return;
    }
    const error = await answer.json().catch(() => ({}));
    if (error.ErrorCode === 'InvalidResetCode') {
      end('This address does not work any more', 'It works once, within one hour. If you have set your password with it, log on. If not, ' + ASK_ANEW);
    } else if (error.Field === 'Password') {
      object(password, 'This password is not accepted: it needs 8 to 128 characters.');
    } else if (answer.status === 429 || answer.status === 503) {
      object(null, 'The server is busy. Your password is not set yet: try again in a moment.');
    } else {
      object(null, 'The server could not set your password. Try again; if it goes on, tell whoever runs your desk.');
    }
  };

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    if (password.value.length < 8) {
      object(password, 'This password is too short: it needs at least 8 characters.');
      return;
    }
    if (password.value.length > 128) {
      object(password, 'This password is too long: it may have at most 128 characters.');
      return;
    }
    if (password.value !== again.value) {
      object(again, 'The two passwords are not the same.');
      return;
    }
    object(null, '');
    wait(true);
    try {
      await answered(await fetch('api/SetPassword?Version=1', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept': 'application/json' },
        body: JSON.stringify({ ResetCode: code, Password: password.value }),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error'
      }));
    } catch (unreachable) {
      object(null, 'The server cannot be reached, so your password may not be set. Check your connection and try again.');
    } finally {
      wait(false);
    }
  });

  at('shown').addEventListener('change', event => {
    for (const input of [password, again]) {
      input.type = event.target.checked ? 'text' : 'password';
    }
  });

  if (code) {
    form.hidden = false;
  } else {
    end('This address is not whole', 'Open the address just as it stands in the mail: the part after "code=" is missing. Or ' + ASK_ANEW);
  }
})();
