// A surface is where blocks stand: a message, a modal's view or the App Home. It keeps what was typed or chosen there,
// and carries the surface's actions to the server.

export function valueKey(blockId, actionId) {
  return `${blockId} ${actionId}`;
}

/**
 * `container` is the contract's name for the place. `store` ({read, write}) keeps values; `extra` answers what else goes
 * with an action (a view's typed values).
 */
export function createSurface({ container, store, directory, api, confirm, follow, settle, extra = () => ({}) }) {
  return {
    directory,
    // Under the place's name (level 1), or under the modal's title (level 2).
    heading: container.type === "view" ? "h3" : "h2",
    confirm,
    follow,
    read: store.read,
    write: store.write,
    upload: async (file) => api.upload({ name: file.name, content: await file.text() }),
    suggest: (asked) => api.options({ container, ...asked }),
    act: async (action) => {
      await settle(() => api.action({ container, ...action, ...extra() }));
    },
  };
}

/** A store that simply remembers, for messages and the App Home. */
export function mapStore(values) {
  return {
    read: (blockId, actionId) => values.get(valueKey(blockId, actionId)),
    write: (blockId, actionId, value) => values.set(valueKey(blockId, actionId), value),
  };
}
