import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../i18n";
import { option } from "./option";
import { isAbout, type Told } from "./problem";
import { fields } from "./styles";

/** Styles of forms and of what is shown in cards beside them. */
export const forms = [
  fields,
  css`
    form,
    .stack {
      display: grid;
      gap: 1rem;
    }
    .card {
      display: grid;
      align-content: start;
      gap: 1rem;
      padding: 1rem;
      border: 1px solid var(--wf-line);
      border-radius: var(--wf-radius);
      background: var(--wf-card);
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
      gap: 1rem;
      align-items: start;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    input,
    select,
    textarea {
      width: 100%;
      min-width: 0;
      border-color: var(--wf-muted);
    }
    textarea {
      padding: 0.6rem 0.75rem;
      resize: vertical;
    }
    input[type="checkbox"] {
      flex: none;
      width: 1.25rem;
      min-height: 1.25rem;
      margin: 0;
      accent-color: var(--wf-accent);
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 0.35rem;
      font-weight: 500;
    }
    [aria-invalid="true"] {
      border-color: var(--wf-bad);
    }
    .flaw {
      color: var(--wf-bad);
      font-size: 0.875rem;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    .hint {
      margin: 0;
      color: var(--wf-muted);
      font-size: 0.875rem;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
  `,
];

interface Field {
  label: string;
  hint?: string;
}

interface TextField extends Field {
  value: string;
  /** What the server calls it, and what it refused last: shown here if it is about this field. */
  name?: string;
  told?: Told | null;
  type?: "text" | "password" | "search" | "url" | "time";
  placeholder?: string;
  required?: boolean;
  changed: (value: string) => void;
}

/** A line of text with its label. */
export function textField(field: TextField): TemplateResult {
  const flaw = flawIn(field.told ?? null, field.name ?? "");
  return html`<label>
    ${field.label}
    <input
      aria-invalid=${flaw === null ? nothing : "true"}
      type=${field.type ?? "text"}
      autocomplete=${field.type === "password" ? "new-password" : "off"}
      autocapitalize="off"
      dir="auto"
      spellcheck="false"
      placeholder=${field.placeholder ?? ""}
      ?required=${field.required ?? false}
      .value=${live(field.value)}
      @input=${(event: Event) => field.changed((event.target as HTMLInputElement).value)}
    />
    ${flaw ?? hint(field)}
  </label>`;
}

/** Return what is wrong with an input, as it is shown there; null if nothing is. */
export function flawIn(told: Told | null, name: string): TemplateResult | null {
  if (told === null || !isAbout(told, name)) return null;
  const { code } = told;
  // That what was typed is wrong is seen where it stands.
  const kind = code === null || code === "invalid_request" ? nothing : html`<strong>${t(`problem.${code}`)}</strong> `;
  return html`<span class="flaw" role="alert">${kind}${told.message.replace(`${told.field}: `, "")}</span>`;
}

interface NumberField extends Field {
  value: number | null;
  min: number;
  max: number;
  step?: number | "any";
  placeholder?: string;
  /** Told null when the field was emptied. */
  changed: (value: number | null) => void;
}

/** A number with its label. */
export function numberField(field: NumberField): TemplateResult {
  const changed = (event: Event): void => {
    const { valueAsNumber } = event.target as HTMLInputElement;
    field.changed(Number.isNaN(valueAsNumber) ? null : valueAsNumber);
  };
  return html`<label>
    ${field.label}
    <input
      type="number"
      inputmode="decimal"
      min=${field.min}
      max=${field.max}
      step=${field.step ?? 1}
      placeholder=${field.placeholder ?? ""}
      .value=${live(field.value === null ? "" : String(field.value))}
      @change=${changed}
    />
    ${hint(field)}
  </label>`;
}

interface SelectField<Value extends string> extends Field {
  value: Value;
  options: readonly (readonly [value: Value, label: string])[];
  changed: (value: Value) => void;
}

/** One of some values, with its label. */
export function selectField<Value extends string>(field: SelectField<Value>): TemplateResult {
  return html`<label>
    ${field.label}
    <select @change=${(event: Event) => field.changed((event.target as HTMLSelectElement).value as Value)}>
      ${field.options.map(([value, label]) => option(value, label, value === field.value))}
    </select>
    ${hint(field)}
  </label>`;
}

function hint(field: Field): TemplateResult | typeof nothing {
  return field.hint === undefined ? nothing : html`<span class="hint">${field.hint}</span>`;
}
