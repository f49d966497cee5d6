// Controls that hide the rows of a table which do not fit them.

/** Shows the controls and makes them work on the table that they name. */
export function filterTable(controls: HTMLElement): void {
  const table = document.getElementById(controls.dataset.filters ?? '') as HTMLTableElement | null;
  const text = controls.querySelector<HTMLInputElement>('[name=text]');
  const kind = controls.querySelector<HTMLSelectElement>('[name=kind]');
  const output = controls.querySelector('output');
  const [body] = table?.tBodies ?? [];
  if (body === undefined || text === null || kind === null || output === null) return;
  const rows = [...body.rows].map(row => ({ row, name: (row.cells[0]?.textContent ?? '').toLowerCase() }));
  const apply = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, name } of rows) {
      const fits = name.includes(wanted) && (kind.value === '' || row.className === kind.value);
      if (row.hidden === fits) row.hidden = !fits;
      shown += Number(fits);
    }
    output.textContent = shown === rows.length ? `${shown} slices` : `${shown} of ${rows.length} slices`;
  };
  text.addEventListener('input', apply);
  kind.addEventListener('change', apply);
  controls.hidden = false;
  // A browser may restore what was typed before a reload.
  apply();
}
