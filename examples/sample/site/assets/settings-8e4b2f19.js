// config.json lies beside index.html in every release: one build for all environments.
const response = await fetch("config.json");
const settings = await response.json();
const table = document.getElementById("settings");
for (const [name, value] of Object.entries(settings)) {
    const row = table.insertRow();
    row.insertCell().textContent = name;
    row.insertCell().textContent = typeof value === "string" ? value : JSON.stringify(value);
}
